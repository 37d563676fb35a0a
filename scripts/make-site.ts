import {mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'

/** Sentences of prose between blocks, so that pages are as long as real ones. */
const prose =
  'Services of the mesh find each other by name, and `reviews` is one of them; see [the overview](/docs/overview) for more. '

/**
 * Write a documentation site of generated pages, each of about 10 kB with what real pages have in them.
 *
 * @returns how many bytes were written
 */
export function makeSite(folder: string, pages: number): number {
  let bytes = 0
  mkdirSync(folder, {recursive: true})
  for (let page = 0; page < pages; page++) {
    const text = makePage(page)
    bytes += Buffer.byteLength(text)
    writeFileSync(join(folder, `page-${String(page).padStart(4, '0')}.md`), text)
  }
  return bytes
}

function makePage(number: number): string {
  const sections = Array.from({length: 9}, (_, section) => makeSection(number, section))
  return `---\ntitle: Page ${number}\nkeywords: [generated]\ntest: yes\n---\n\n${prose.repeat(2)}\n\n${sections.join('\n')}`
}

function makeSection(page: number, section: number): string {
  const name = `web-${page}-${section}`
  return `## Part ${section} of \`${name}\` {#part-${section}}

${prose.repeat(3)}

1. Deploy it:

    {{< text bash >}}
    $ kubectl apply -f - <<EOF
    apiVersion: v1
    kind: Service
    metadata:
      name: ${name}
    EOF
    service/${name} created
    {{< /text >}}

1. Confirm the status of the \`${name}\` pod:

    {{< text bash >}}
    $ kubectl get pods -l app=${name}
    NAME                     READY   STATUS    RESTARTS   AGE
    ${name}-6d4cf56db6-x7k2p   2/2     Running   0          12s
    {{< /text >}}

    Wait until the status of \`${name}\` is \`Running\`.

{{< tip >}}
${prose}
{{< /tip >}}

${prose.repeat(2)}
`
}

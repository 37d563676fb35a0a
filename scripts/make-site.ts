import {mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'

/** Words of which sentences are made, no two of a site alike: what Guiderail remembers of a sentence should not help. */
const subjects = ['Services of the mesh', 'Workloads here', 'All gateways', 'The sidecars', 'Clients outside']
const verbs = ['find each other by name', 'trust one root', 'follow the same rules', 'keep their connections']
const others = ['is one of them', 'needs no more than that', 'has a page of its own', 'knows it too']

/** A sentence of prose between blocks, so that pages are as long as real ones; the site's `count`-th. */
function prose(count: number): string {
  const pick = (words: readonly string[], step: number): string => words[Math.floor(count / step) % words.length] ?? ''
  return `${pick(subjects, 1)} ${pick(verbs, 5)}, and \`reviews-${count}\` ${pick(others, 20)}; see [the overview](/docs/overview) for more. `
}

/**
 * Write a documentation site of generated pages, each of about 10 kB with what real pages have in them.
 *
 * @returns how many bytes were written
 */
export function makeSite(folder: string, pages: number): number {
  let bytes = 0
  mkdirSync(join(folder, 'data'), {recursive: true})
  writeFileSync(join(folder, 'data/args.yml'), 'version: "1.27"\n')
  for (let page = 0; page < pages; page++) {
    const text = makePage(page)
    bytes += Buffer.byteLength(text)
    writeFileSync(join(folder, `page-${String(page).padStart(4, '0')}.md`), text)
  }
  return bytes
}

/** Two before the sections, and three in each. */
const sentencesOfPage = 2 + 8 * 3

function makePage(number: number): string {
  const sections = Array.from({length: 8}, (_, section) => makeSection(number, section))
  const first = number * sentencesOfPage
  return `---\ntitle: Page ${number}\nkeywords: [generated]\ntest: yes\n---\n\n${prose(first)}${prose(first + 1)}\n\n${sections.join('\n')}`
}

/** About half prose and half blocks, as published guides are; one section in four has its blocks in a list. */
function makeSection(page: number, section: number): string {
  const name = `web-${page}-${section}`
  const first = page * sentencesOfPage + 2 + section * 3
  const blocks = [
    ['Deploy it:', deploy(name)],
    [`Confirm the status of the \`${name}\` pod:`, status(name)]
  ] as const
  const body =
    section % 4 === 0
      ? blocks.map(([text, block]) => `1. ${text}\n\n${block.replaceAll(/^(?=.)/gm, '    ')}`)
      : blocks.map(([text, block]) => `${text}\n\n${block}`)
  return `## Part ${section} of \`${name}\` {#part-${section}}

${prose(first)}${prose(first + 1)}

${body.join('\n')}
Wait until the status of \`${name}\` is \`Running\`.

{{< tip >}}
${prose(first + 2)}
{{< /tip >}}
`
}

function deploy(name: string): string {
  return `{{< text bash >}}
$ kubectl apply --context="\${CTX_CLUSTER1}" -f - <<EOF
apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
  selector:
    matchLabels: {app: ${name}}
  template:
    metadata:
      labels: {app: ${name}}
    spec:
      containers:
      - name: web
        image: example/web:{{< istio_version >}}
EOF
deployment.apps/${name} created
{{< /text >}}
`
}

function status(name: string): string {
  return `{{< text bash >}}
$ kubectl get pods --context="\${CTX_CLUSTER1}" -l app=${name}
NAME                          READY   STATUS    RESTARTS   AGE
${name}-6d4cf56db6-x7k2p   2/2     Running   0          12s
{{< /text >}}
`
}

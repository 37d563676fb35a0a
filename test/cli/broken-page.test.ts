import {expect, test} from 'vitest'
import {guiderail, useFolder} from './guiderail.ts'

const folder = useFolder()

test('a broken shortcode hides nothing else that the page has', async () => {
  folder.write('release/here.yaml', '')
  folder.write('guiderail.config.mjs', `export default {release: 'release', rules: {'unclosed-shortcode': 'off'}}\n`)
  folder.write(
    'page.md',
    `First complete [what is not there](/docs/nowhere/).

{{< tip >}}

{{< text bash >}}
$ echo {{< one >}} {{< two >}}
$ kubectl apply -f @here.yaml@ -f @not-here.yaml@ -f @nor-here.yaml@
$ echo "$UNSET"
{{< /text >}}

{{< warning >}}
`
  )
  const {status, stdout} = await guiderail(folder.path, 'check', 'page.md')
  expect(stdout.split('\n').map((line) => line.replace(/: .* \(/, ' ('))).toEqual([
    'page.md:1:16 (unresolved-prerequisite)',
    'page.md:3:1 (unclosed-shortcode)',
    'page.md:6:8 (unknown-shortcode)',
    'page.md:6:20 (unknown-shortcode)',
    'page.md:7:35 (missing-file)',
    'page.md:7:54 (missing-file)',
    'page.md:11:1 (unclosed-shortcode)',
    '',
    '7 errors, 0 warnings, 0 notes, 0 unchecked claims in 1 page'
  ])
  expect(status).toBe(2)
  expect((await guiderail(folder.path, 'list', 'page.md')).status).toBe(2)
})

test('the listing has the errors of what it lists, and standard error the others', async () => {
  folder.write('listed.md', '# A\n\n{{< text bash >}}\n$ echo {{< istio_version >}}\n{{< /text >}}\n')
  folder.write('unread.md', '# B\n\n{{< text bash >}}\n$ echo\n')
  const {status, stdout, stderr} = await guiderail(folder.path, 'list', '.')
  expect(status).toBe(2)
  expect(stdout.match(/\(missing-variable\)/g)).toHaveLength(1)
  expect(stderr.match(/\((?:missing-variable|unclosed-shortcode)\)/g)).toEqual(['(unclosed-shortcode)'])
  const {status: alone, stderr: rest} = await guiderail(folder.path, 'list', 'listed.md')
  expect([alone, rest]).toEqual([2, ''])
  expect((await guiderail(folder.path, 'list', '--json', '.')).stderr).toContain('missing-variable')
})

test('an error is one line, and nothing of its page acts on the terminal', async () => {
  folder.write(
    'torn.md',
    `Complete [this]({{% relref "there.md"\n%}}) first.\n\n{{< text bash >}}\n$ echo\n{{< /text >}}\n`
  )
  folder.write('wild.md', '# A\n\n{{< text bash >}}\n$ echo {{< foo\u001b[31m\u0007 >}}\n{{< /text >}}\n')
  const {stderr} = await guiderail(folder.path, 'list', '--json', 'torn.md', 'wild.md')
  expect(stderr.replace(/: .*? \(/g, ': … (')).toBe(
    'torn.md:1:10: … (unresolved-prerequisite)\nwild.md:4:15: … (malformed-shortcode)'
  )
  expect([stderr.includes('\u001b'), stderr.includes('\u0007')]).toEqual([false, false])
})

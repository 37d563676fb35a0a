import {expect, test} from 'vitest'
import {guiderail, type Outcome, useFolder} from './guiderail.ts'

const folder = useFolder()

const names = Array.from({length: 60}, (_, index) => `page-${String(index).padStart(2, '0')}.md`)

function writePages(): void {
  for (const [index, name] of names.entries()) {
    // Of every ten pages one cannot be read, one needs another, and one has a mistake.
    const kind = index % 10
    const before = kind === 3 ? `Complete [the start](${names[0]}) first.` : kind === 4 ? '{{< tip >}}' : ''
    const command = kind === 5 ? `echo {{< nothing-${index} >}}` : `echo ${index}`
    folder.write(name, `# Page ${index}\n\n${before}\n\n{{< text bash >}}\n$ ${command}\n${index}\n{{< /text >}}\n`)
  }
}

/** What is said of pages a few at a time, which are too few for a second process. */
async function inParts(...args: readonly string[]): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = []
  for (let index = 0; index < names.length; index += 15)
    outcomes.push(await guiderail(folder.path, ...args, ...names.slice(index, index + 15)))
  return outcomes
}

test('many pages are listed as few are, in their order', async () => {
  writePages()
  const all = await guiderail(folder.path, 'list', '--json', ...names)
  const parts = await inParts('list', '--json')
  const guides = parts.flatMap(({stdout}) => JSON.parse(stdout).guides)
  expect(guides).toHaveLength(54)
  expect(JSON.parse(all.stdout)).toEqual({version: 1, guides})
  expect(all.stderr).toBe(parts.map(({stderr}) => stderr).join('\n'))
  expect(all.status).toBe(2)
})

test('problems of many pages are those of each', async () => {
  writePages()
  const all = await guiderail(folder.path, 'check', '--format', 'json', ...names)
  const parts = await inParts('check', '--format', 'json')
  const problems = parts.flatMap(({stdout}) => JSON.parse(stdout).problems)
  expect(problems.map(({rule}: {rule: string}) => rule)).toContain('unclosed-shortcode')
  expect(JSON.parse(all.stdout).problems).toEqual(problems)
})

test('a file that cannot be read is told once, whoever came to it', async () => {
  folder.write('data/args.yml', 'version: [\n')
  for (const name of names) {
    folder.write(name, '# A\n\n{{< text bash >}}\n$ echo {{< istio_version >}}\n{{< /text >}}\n')
  }
  const {status, stderr} = await guiderail(folder.path, 'list', ...names)
  expect(status).toBe(2)
  expect(stderr.match(/data\/args\.yml: cannot be read/g)).toHaveLength(1)
})

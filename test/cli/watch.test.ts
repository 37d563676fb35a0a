import {renameSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {execa, type ResultPromise} from 'execa'
import {afterEach, beforeEach, expect, test} from 'vitest'
import {command, guiderail, projectFile, useFolder} from './guiderail.ts'

const folder = useFolder()
let watching: (PromiseLike<{exitCode?: number}> & Pick<ResultPromise, 'kill'>) | undefined
let printed = ''

beforeEach(() => {
  folder.write('docs/steps.md', `${projectFile('docs/guides/first-steps.md')}\n{{< boilerplate end >}}\n`)
  folder.write('docs/steps.recording.jsonl', projectFile('docs/guides/first-steps.recording.jsonl'))
  folder.write('docs/boilerplates/end.md', 'The end.\n')
  folder.write('docs/other.md', '{{< text bash >}}\n$ echo other\n{{< /text >}}\n')
  folder.write('guiderail.config.mjs', "export default {guides: ['docs/*.md']}\n")
})
afterEach(async () => {
  watching?.kill('SIGINT')
  await watching
})

/** Begin to watch; then wait for a text that is printed after what was waited for before. */
async function startWatching(): Promise<(text: string) => Promise<string>> {
  printed = ''
  let seen = 0
  const child = execa('node', [command, 'run', '--watch'], {cwd: folder.path, reject: false, all: true, buffer: false})
  watching = child
  child.all.on('data', (chunk: Buffer) => {
    printed += chunk.toString()
  })
  const waitFor = async (text: string): Promise<string> => {
    await expect.poll(() => printed.slice(seen), {timeout: 20_000, interval: 20}).toContain(text)
    const from = seen
    seen = printed.indexOf(text, seen) + text.length
    return printed.slice(from, seen)
  }
  await waitFor('Ctrl-C ends\n')
  return waitFor
}

test('judges at first, and a page again when it is saved, and nothing else', async () => {
  const waitFor = await startWatching()
  expect(printed).toContain('Replay: 2 guides judged from recordings')
  expect(printed).toContain('1 passed, 1 failed')
  folder.edit('docs/steps.md', 'Hello from a guide\n{{<', 'Hello from nowhere\n{{<')
  const failure = await waitFor('0 passed, 1 failed')
  expect(failure).toContain('docs/steps.md has changed')
  expect(failure).toContain('docs/steps.md:15')
  folder.edit('docs/steps.md', 'Hello from nowhere\n{{<', 'Hello from a guide\n{{<')
  expect(await waitFor('1 passed, 0 failed')).not.toContain('other.md')
})

test('follows boilerplates, recordings, the configuration, and editors that replace files', async () => {
  const waitFor = await startWatching()
  folder.write('docs/boilerplates/end.md', 'The very end.\n')
  expect(await waitFor('1 passed, 0 failed')).toContain('docs/boilerplates/end.md has changed')
  folder.write('docs/steps.recording.jsonl', folder.read('docs/steps.recording.jsonl').replace('hello, reader', 'bye'))
  expect(await waitFor('0 passed, 1 failed')).toContain('docs/steps.recording.jsonl has changed')
  folder.write('docs/steps.recording.jsonl', projectFile('docs/guides/first-steps.recording.jsonl'))
  await waitFor('1 passed, 0 failed')
  const skip = "pages: {'docs/steps.md': {blocks: {files_2: {skip: 'no'}}}}"
  folder.write('guiderail.config.mjs', `export default {guides: ['docs/*.md'], ${skip}}\n`)
  expect(await waitFor('0 passed, 1 failed')).toContain('guiderail.config.mjs has changed')
  folder.write('guiderail.config.mjs', "export default {guides: ['docs/*.md']}\n")
  await waitFor('1 passed, 0 failed')
  const page = join(folder.path, 'docs/steps.md')
  writeFileSync(`${page}~`, folder.read('docs/steps.md').replace('hello, reader\n{{<', 'hello, editor\n{{<'))
  renameSync(`${page}~`, page)
  expect(await waitFor('0 passed, 1 failed')).toContain('docs/steps.md:29')
})

test('goes on after a page or the configuration was broken', async () => {
  const waitFor = await startWatching()
  folder.edit('docs/steps.md', '{{< text bash >}}\n$ echo', '{{< text bash >}}\necho')
  await waitFor('docs/steps.md:14:1')
  folder.edit('docs/steps.md', '{{< text bash >}}\necho', '{{< text bash >}}\n$ echo')
  await waitFor('1 passed, 0 failed')
  folder.write('guiderail.config.mjs', 'export default {colour: 1}\n')
  await waitFor('guiderail.config.mjs: `colour`')
  folder.write('guiderail.config.mjs', "export default {guides: ['docs/*.md'] }\n")
  folder.edit('docs/steps.md', 'Functions last, too', 'Functions last as well')
  await waitFor('1 passed, 0 failed')
  folder.write('docs/new.md', '{{< text bash >}}\n$ echo new\n{{< /text >}}\n')
  expect(await waitFor('0 passed, 1 failed')).toContain('docs/new.md has changed')
})

test('ends with Ctrl-C, and goes with no live run', async () => {
  await startWatching()
  watching?.kill('SIGINT')
  expect((await watching)?.exitCode).toBe(130)
  const {status, stderr} = await guiderail(folder.path, 'run', '--watch', '--live')
  expect(status).toBe(2)
  expect(stderr).toContain("option '--watch' cannot be used with option '--live'")
})

import {expect, test} from 'vitest'
import {guiderail, useFolder} from './guiderail.ts'

const folder = useFolder()

test('a guide whose process is killed has failed, and says so', async () => {
  folder.write('guide.md', '---\ntitle: Guide\n---\n\n## Begin\n\n{{< text bash >}}\n$ kill -9 $PPID\n{{< /text >}}\n')
  const {status, stdout} = await guiderail(folder.path, 'run', '--live', 'guide.md')
  expect(status).toBe(1)
  expect(stdout).toContain(
    '  the guide did not end: the process that ran it was killed; look for what does so on this machine'
  )
})

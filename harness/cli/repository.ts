import {relative} from 'node:path'

/**
 * The working directory as seen from its repository's root, with `/`; empty for the root itself.
 *
 * Where git does not say, what GitHub checked out counts as the repository.
 */
export async function folderInRepository(
  cwd: string,
  environment: Readonly<Record<string, string | undefined>>
): Promise<string> {
  // Only annotations ask; replays are to begin at once.
  const {execa} = await import('execa')
  const {exitCode, stdout} = await execa('git', ['rev-parse', '--show-prefix'], {cwd, reject: false})
  if (exitCode === 0) return stdout.replace(/\/$/, '')
  const workspace = environment['GITHUB_WORKSPACE']
  const folder = workspace ? relative(workspace, cwd).replaceAll('\\', '/') : ''
  return folder.startsWith('..') ? '' : folder
}

import {posix, relative} from 'node:path'
import type {AddressOf} from '../../src/report/job-summary.ts'

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

/** Where GitHub shows lines of pages as a job checked them out; elsewhere nobody knows. */
export async function addressesOnGitHub(
  cwd: string,
  environment: Readonly<Record<string, string | undefined>>
): Promise<AddressOf> {
  const {GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_SHA: commit} = environment
  if (!server || !repository || !commit) return () => null
  const folder = await folderInRepository(cwd, environment)
  return (page, line) => {
    const path = posix.join(folder, page).split('/').map(encodeName).join('/')
    // A page that is rendered has no lines.
    return `${server}/${repository}/blob/${commit}/${path}?plain=1#L${line}`
  }
}

/** A name as part of an address that stands in markdown. */
function encodeName(name: string): string {
  return encodeURIComponent(name).replaceAll('(', '%28').replaceAll(')', '%29')
}

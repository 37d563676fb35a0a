import {posix} from 'node:path'
import {HarnessError} from '../../src/errors.ts'

/** What has changed in a repository since one of its commits, changes that are not committed included. */
export interface RepositoryChange {
  /** The commit that it is compared with. */
  readonly base: string
  /** Files that were added, edited or removed, relative to the working directory, with `/`. */
  readonly files: readonly string[]
  /** The text of files as they were; null for those that were not there. */
  readonly before: (files: readonly string[]) => Promise<ReadonlyMap<string, string | null>>
}

/**
 * Ask git what has changed since the merge base with a ref.
 *
 * @param ref null for the default branch
 * @throws HarnessError `config` outside a repository and for a ref that is not there, `no-tool` without git
 */
export async function findChange(cwd: string, ref: string | null): Promise<RepositoryChange> {
  const folder = await findFolder(cwd)
  const other = ref ?? (await defaultBranch(cwd))
  if (other === null) {
    throw new HarnessError(
      'config',
      `--changed: there is no default branch to compare with; name a ref, as \`--changed main\`, or fetch ${wholeHistory}`
    )
  }
  const commit = await git(cwd, ['rev-parse', '--verify', '--quiet', `${other}^{commit}`])
  if (commit === null) {
    const isShallow = (await git(cwd, ['rev-parse', '--is-shallow-repository']))?.trim() === 'true'
    const what = isShallow ? wholeHistory : 'it'
    throw new HarnessError('config', `--changed ${other}: git knows no such commit; fetch ${what}, or name another ref`)
  }
  const base = (await git(cwd, ['merge-base', commit.trim(), 'HEAD']))?.trim()
  if (base === undefined) {
    throw new HarnessError(
      'config',
      `--changed ${other}: this branch has no commit in common with it; fetch ${wholeHistory}`
    )
  }
  const edited = await mustGit(cwd, ['diff', '--name-only', '--no-relative', '--no-renames', '-z', base])
  const added = await mustGit(cwd, ['ls-files', '--others', '--exclude-standard', '--full-name', '-z', '--', ':/'])
  const names = `${edited}${added}`.split('\0').filter((name) => name !== '')
  return {
    base,
    files: [...new Set(names)].map((name) => posix.relative(`/${folder.trim()}`, `/${name}`)).sort(),
    before: async (files) => {
      const texts = new Map<string, string | null>()
      for (const file of files) texts.set(file, await git(cwd, ['show', `${base}:./${file}`]))
      return texts
    }
  }
}

/** What a checkout lacks that knows only its newest commit, in the words of GitHub's own action. */
const wholeHistory = 'the whole history (`fetch-depth: 0`)'

/** The working directory as seen from its repository's root, with `/` at its end; empty for the root itself. */
async function findFolder(cwd: string): Promise<string> {
  const {stdout, stderr, exitCode} = await call(cwd, ['rev-parse', '--show-prefix'])
  if (exitCode === 0) return stdout
  if (/not a git repository/i.test(stderr)) {
    throw new HarnessError('config', '--changed: this is no git repository; name the guides to run')
  }
  // Such as a folder that belongs to somebody else: git says what to do about it.
  throw new HarnessError(
    'config',
    `--changed: git fails; mend what it says, or name the guides to run\n${stderr.trim()}`
  )
}

/** Whether git knows a commit by a name. */
export async function isCommit(cwd: string, name: string): Promise<boolean> {
  return (await git(cwd, ['rev-parse', '--verify', '--quiet', `${name}^{commit}`])) !== null
}

async function defaultBranch(cwd: string): Promise<string | null> {
  // On GitHub a pull request may be for another branch, such as that of a release.
  const target = process.env['GITHUB_BASE_REF'] ? `origin/${process.env['GITHUB_BASE_REF']}` : undefined
  const head = (await git(cwd, ['symbolic-ref', '--quiet', '--short', 'refs/remotes/origin/HEAD']))?.trim()
  for (const name of [target, head, 'origin/main', 'origin/master', 'main', 'master']) {
    if (name && (await isCommit(cwd, name))) return name
  }
  return null
}

/** What git prints, or null where it fails. */
async function git(cwd: string, args: readonly string[]): Promise<string | null> {
  const {exitCode, stdout} = await call(cwd, args)
  return exitCode === 0 ? stdout : null
}

/** What git prints; where it fails, nobody knows what has changed, and nothing may pass for unchanged. */
async function mustGit(cwd: string, args: readonly string[]): Promise<string> {
  const {exitCode, stdout, stderr} = await call(cwd, args)
  if (exitCode === 0) return stdout
  throw new HarnessError('config', `--changed: \`git ${args[0]}\` fails: ${stderr.trim()}`)
}

interface Answer {
  readonly exitCode: number | undefined
  readonly stdout: string
  readonly stderr: string
}

async function call(cwd: string, args: readonly string[]): Promise<Answer> {
  // Only runs of what changed ask; others are to begin at once.
  const {execa} = await import('execa')
  const {exitCode, stdout, stderr, code} = await execa('git', args, {
    cwd,
    env: {LC_ALL: 'C'},
    reject: false,
    stdin: 'ignore',
    stripFinalNewline: false
  })
  if (code === 'ENOENT') throw new HarnessError('no-tool', 'there is no `git` on PATH; install it, or name guides')
  return {exitCode, stdout, stderr}
}

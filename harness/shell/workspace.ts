import {mkdir, mkdtemp, readdir, realpath, rm, symlink} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join, resolve} from 'node:path'
import {execa} from 'execa'
import {HarnessError} from '../../src/errors.ts'
import {isDiskFull} from '../disk-full.ts'
import {writeWatch} from './watch-program.ts'

/** The folders of one run of a guide, all below one. */
export interface Workspace {
  /** `guiderail-<pid>-<random>` in the system's folder for temporary files, so that leftovers of the dead can be told. */
  readonly root: string
  /** The working directory: a writable copy of the release. */
  readonly cwd: string
  readonly home: string
  readonly tmp: string
  /** For the session's own files. */
  readonly scratch: string
  /** Path of a file that does not exist yet. */
  readonly kubeconfig: string
  /** Folders that come first on `PATH`: programs that are another for a guide, then those of the release. */
  readonly path: readonly string[]
  remove(): Promise<void>
}

export interface WorkspaceOptions {
  /** Folder of an unpacked release, or null for an empty working directory. */
  readonly release: string | null
}

/**
 * Make the folders of one run.
 *
 * @throws {HarnessError} `config` where the release is no folder, `disk-full`
 */
export async function createWorkspace({release}: WorkspaceOptions): Promise<Workspace> {
  const entries = release === null ? [] : await readRelease(release)
  const root = await makeRoot()
  const folders = {
    cwd: join(root, 'work'),
    home: join(root, 'home'),
    tmp: join(root, 'tmp'),
    scratch: join(root, 'scratch')
  }
  const programs = join(root, 'programs')
  const remove = (): Promise<void> => rm(root, {recursive: true, force: true, maxRetries: 3})
  try {
    await Promise.all(Object.values(folders).map((folder) => mkdir(folder)))
    await writeWatch(programs)
    if (release !== null) await copyRelease(release, entries, folders.cwd)
  } catch (error) {
    await remove()
    throw isDiskFull(error) ? noSpace(error) : error
  }
  const path = [programs, ...(entries.includes(PROGRAMS) ? [join(folders.cwd, PROGRAMS)] : [])]
  return {root, ...folders, kubeconfig: join(root, 'kubeconfig'), path, remove}
}

/** Resolved, because programs print resolved paths, and what is printed is compared. */
async function makeRoot(): Promise<string> {
  try {
    return await realpath(await mkdtemp(join(tmpdir(), `guiderail-${process.pid}-`)))
  } catch (error) {
    throw isDiskFull(error) ? noSpace(error) : error
  }
}

function noSpace(cause: Error): HarnessError {
  return new HarnessError('disk-full', `no space left in \`${tmpdir()}\`; free some, or set TMPDIR`, {cause})
}

/** Folder of a release with its programs: large, and not to be written to. */
const PROGRAMS = 'bin'

async function readRelease(release: string): Promise<readonly string[]> {
  try {
    return await readdir(release)
  } catch (error) {
    const message = `the release \`${release}\` is no folder that can be read; set ISTIO_HOME or \`release\` to one`
    throw new HarnessError('config', message, {cause: error})
  }
}

/** Copy what guides write to, and link the programs one by one, so that the folder itself is the guide's own. */
async function copyRelease(release: string, entries: readonly string[], cwd: string): Promise<void> {
  const from = resolve(release)
  const copied = entries.filter((entry) => entry !== PROGRAMS).map((entry) => join(from, entry))
  // Three times as fast as Node's own copying of many small files.
  if (copied.length > 0) await execa('cp', ['-R', '-P', ...copied, cwd])
  await execa('chmod', ['-R', 'u+w', cwd])
  if (!entries.includes(PROGRAMS)) return
  await mkdir(join(cwd, PROGRAMS))
  const programs = await readdir(join(from, PROGRAMS))
  await Promise.all(programs.map((name) => symlink(join(from, PROGRAMS, name), join(cwd, PROGRAMS, name))))
}

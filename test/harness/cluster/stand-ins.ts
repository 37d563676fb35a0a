import {chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {delimiter, join} from 'node:path'
import {afterEach, beforeEach, vi} from 'vitest'

/** Few-line scripts on PATH that stand in for docker, kind and kubectl, with a registry of leases of their own. */
export interface StandIns {
  /** Removed after each test. */
  readonly folder: string
  /** Install a bash script under a name; `$LOG` is where it may note what it was asked. */
  readonly script: (name: string, body: string) => void
  /** What the scripts noted, line by line. */
  readonly log: () => readonly string[]
}

/** Give each test of a file stand-ins of its own; only they and the system's tools are on PATH. */
export function useStandIns(): StandIns {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'guiderail-stand-ins-'))
    mkdirSync(join(folder, 'bin'))
    mkdirSync(join(folder, 'tmp'))
    vi.stubEnv('PATH', [join(folder, 'bin'), '/usr/bin', '/bin'].join(delimiter))
    vi.stubEnv('GUIDERAIL_STATE', join(folder, 'state'))
    vi.stubEnv('TMPDIR', join(folder, 'tmp'))
    // What outlives a test would make its folder again to keep what it compiled.
    vi.stubEnv('JITI_FS_CACHE', 'false')
    vi.stubEnv('LOG', join(folder, 'log'))
    writeFileSync(join(folder, 'log'), '')
  })
  afterEach(() => {
    vi.unstubAllEnvs()
    rmSync(folder, {recursive: true, force: true})
  })
  return {
    get folder() {
      return folder
    },
    script: (name, body) => {
      const path = join(folder, 'bin', name)
      writeFileSync(path, `#!/bin/bash\n${body}\n`)
      chmodSync(path, 0o755)
    },
    log: () =>
      readFileSync(join(folder, 'log'), 'utf8')
        .split('\n')
        .filter((line) => line !== '')
  }
}

/** An engine on this very machine, without any containers. */
export const idleEngine = `
case "$*" in
  info*) echo '"28.0.0" "Debian" 2 1000000' ;;
  'network inspect bridge'*) echo 127.0.0.1 ;;
  'network inspect'*) exit 1 ;;
  *) echo "$*" >> "$LOG" ;;
esac`

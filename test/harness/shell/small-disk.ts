import {spawnSync} from 'node:child_process'
import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {onTestFinished} from 'vitest'

/** Mount a small disk for the test, which only root may; null where that is not possible. */
export function mountDisk(size: string): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'guiderail-test-'))
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder]).status === 0
  onTestFinished(() => {
    if (mounted) spawnSync('umount', ['-l', folder])
    rmSync(folder, {recursive: true, force: true})
  })
  return mounted ? folder : null
}

import {statfs} from 'node:fs/promises'
import {HarnessError} from '../../src/errors.ts'

/** Bytes without which a session cannot keep its own state. */
const NEEDED = 4 * 1024 * 1024

/**
 * Make sure that a folder's disk has room left.
 *
 * @throws {HarnessError} `disk-full`
 */
export async function checkDisk(folder: string): Promise<void> {
  const {bavail, bsize} = await statfs(folder)
  if (bavail * bsize >= NEEDED) return
  const left = `${Math.floor((bavail * bsize) / 1024)} KiB are left on the disk of \`${folder}\``
  throw new HarnessError('disk-full', `${left}, and a session needs ${NEEDED / 1024} KiB; free some, or set TMPDIR`)
}

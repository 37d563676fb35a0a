import {HarnessError} from '../src/errors.ts'

/** Whether an error says that a disk or a quota is used up. */
export function isDiskFull(error: unknown): error is Error {
  return error instanceof Error && /ENOSPC|EDQUOT|no space left|disk quota exceeded/i.test(error.message)
}

/** The error itself, or where it is the system's about a full disk, one that says what to do. */
export function explainDisk(error: unknown): unknown {
  if (error instanceof HarnessError || !isDiskFull(error)) return error
  const {path} = error as NodeJS.ErrnoException
  const disk = path === undefined ? 'a disk that this run writes to' : `the disk of \`${path}\``
  return new HarnessError(
    'disk-full',
    `no space is left on ${disk}; free some (\`df\` shows where), or name other folders in \`TMPDIR\` and \`GUIDERAIL_STATE\``,
    {cause: error}
  )
}

/** Nobody reads any more: the pipe's other end or the terminal is closed. */
const unread: ReadonlySet<string | undefined> = new Set(['EPIPE', 'EIO'])

/**
 * Go on where nobody reads what is printed any more, as behind `| head`, or when a terminal was closed: clusters are
 * given back all the same.
 */
export function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (!unread.has(error.code)) throw error
    })
  }
}

import {type FSWatcher, watch} from 'node:fs'
import {dirname, join, relative, resolve} from 'node:path'

/** Editors save in several steps; what comes within this time is one change, in milliseconds. */
const settleMs = 60

/** Files that are watched until it is closed. */
export interface FileWatch {
  /** Watch these files from now on, and no others. */
  readonly follow: (files: readonly string[]) => void
  readonly close: () => void
}

/**
 * Be told when files are saved, added or removed.
 *
 * Their folders are watched, because editors save by putting a new file in the place of the old one.
 *
 * @param onChange gets the paths, relative to `cwd`, with `/`
 * @param isWanted whether a file that is not followed counts, too
 */
export function watchFiles(
  cwd: string,
  isWanted: (path: string) => boolean,
  onChange: (paths: readonly string[]) => void
): FileWatch {
  const watchers = new Map<string, FSWatcher>()
  const changed = new Set<string>()
  let followed: ReadonlySet<string> = new Set()
  let timer: NodeJS.Timeout | undefined

  const note = (folder: string, name: string | null): void => {
    if (name === null) return
    const path = relative(cwd, join(folder, name)).replaceAll('\\', '/')
    if (!followed.has(path) && !isWanted(path)) return
    changed.add(path)
    clearTimeout(timer)
    timer = setTimeout(() => {
      const paths = [...changed].sort()
      changed.clear()
      onChange(paths)
    }, settleMs)
  }

  const open = (folder: string): void => {
    try {
      const watcher = watch(folder, (_, name) => note(folder, name))
      // A folder that is removed ends its own watching.
      watcher.on('error', () => watchers.delete(folder))
      watchers.set(folder, watcher)
    } catch {
      // It is not there yet; whatever makes it is saved in another folder.
    }
  }

  return {
    follow: (files) => {
      followed = new Set(files)
      const folders = new Set(files.map((file) => dirname(resolve(cwd, file))))
      for (const [folder, watcher] of watchers) {
        if (folders.has(folder)) continue
        watcher.close()
        watchers.delete(folder)
      }
      for (const folder of folders) if (!watchers.has(folder)) open(folder)
    },
    close: () => {
      clearTimeout(timer)
      for (const watcher of watchers.values()) watcher.close()
    }
  }
}

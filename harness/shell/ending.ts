import {readFileSync} from 'node:fs'
import {writeFile} from 'node:fs/promises'
import {setTimeout as sleep} from 'node:timers/promises'
import type {Bash} from './bash.ts'
import {descendants, endProcesses, hasProc, listProcesses, type ProcessEntry, readProc} from './processes.ts'

/** What tells the processes of one step from others. */
export interface StepMark {
  readonly bash: Bash
  /** Children that the shell had before. */
  readonly others: ReadonlySet<number>
  /** When it began, in clock ticks since boot. */
  readonly began: number
  /** `NAME=value` in the environment of all that the session starts. */
  readonly marker: string
}

/** Time for processes to end by themselves, in milliseconds. */
const GRACE_MS = 2000
const SHELL_GRACE_MS = 1000

/** Clock ticks since boot; 0 where the system does not say. Linux has 100 in a second on all architectures. */
export function ticksNow(): number {
  return hasProc ? Math.floor(Number(readFileSync('/proc/uptime', 'latin1').split(' ')[0]) * 100) : 0
}

/**
 * End the processes of a step, and the shell itself, which would go on with the rest of the step.
 *
 * The shell keeps its state in its exit trap; only one that does not end by itself loses what the step did to it.
 *
 * @param ended file that tells the exit trap that the guide's own is not to run
 */
export async function endShell(mark: StepMark, ended: string): Promise<void> {
  const {bash} = mark
  const before = stepProcesses(mark, listProcesses())
  // On a full disk the guide's own exit trap runs too, which harms nobody.
  await writeFile(ended, '').catch(() => undefined)
  bash.signal('SIGTERM')
  await Promise.race([bash.exit, sleep(SHELL_GRACE_MS)])
  if (!bash.exited) bash.signal('SIGKILL')
  await bash.exit
  await endProcesses([...before, ...orphans(mark, before)], GRACE_MS)
}

/** End the processes of a step that runs in a subshell. */
export async function endSubshell(mark: StepMark): Promise<void> {
  const found = stepProcesses(mark, listProcesses())
  await endProcesses([...found, ...orphans(mark, found)], GRACE_MS)
}

/** Descendants of the shell that were not there before, nor descend from what was; the shell is not among them. */
export function stepProcesses(
  {bash, others}: Pick<StepMark, 'bash' | 'others'>,
  entries: readonly ProcessEntry[]
): readonly ProcessEntry[] {
  const before = new Set(others)
  const {pid} = bash.process
  const found = descendants(pid, entries)
  // Parents come before their children.
  for (const entry of found) if (before.has(entry.parent)) before.add(entry.pid)
  return found.filter((entry) => entry.pid !== pid && !before.has(entry.pid))
}

/** What the step started and nobody is the parent of any more, with its descendants. */
function orphans({bash, began, marker}: StepMark, known: readonly ProcessEntry[]): readonly ProcessEntry[] {
  const entries = listProcesses()
  const byId = new Map(entries.map((entry) => [entry.pid, entry]))
  const ids = new Set(known.map((entry) => entry.pid))
  const isOurs = (entry: ProcessEntry): boolean => hasMarker(entry.pid, marker)
  const roots = entries.filter((entry) => {
    if (entry.pid === bash.process.pid || ids.has(entry.pid) || entry.started < began || !isOurs(entry)) return false
    const parent = byId.get(entry.parent)
    // A child of something older in the session, such as a server in the background, belongs to that.
    return parent === undefined || ids.has(parent.pid) || !isOurs(parent)
  })
  return roots.flatMap((entry) => descendants(entry.pid, entries))
}

/** True where a process has a setting in the environment that it was started with. */
function hasMarker(pid: number, marker: string): boolean {
  return `\0${readProc(pid, 'environ') ?? ''}`.includes(`\0${marker}\0`)
}

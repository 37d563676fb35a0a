import {readdirSync, readlinkSync} from 'node:fs'
import {hasProc, readProc} from './processes.ts'

/**
 * Who waits for standard input: `maybe` where this system does not say or a process waits for several things, `some`
 * where a process surely does while others are at work, `only` where nothing else is going on, so that nothing can happen
 * any more.
 */
export type StdinWait = 'none' | 'maybe' | 'some' | 'only'

interface Calls {
  readonly read: string
  readonly futex: string
  /** `wait4`, `waitid`: a parent that waits for the others. */
  readonly wait: readonly string[]
  /** Waiting for one of several descriptors: `poll`, `select`, `epoll_wait` and their kin. */
  readonly poll: readonly string[]
}

/** Numbers of system calls (Linux, `unistd.h` of each architecture). */
const callsByArchitecture: Readonly<Partial<Record<NodeJS.Architecture, Calls>>> = {
  x64: {read: '0', futex: '202', wait: ['61', '247'], poll: ['7', '23', '232', '270', '271', '281', '441']},
  arm64: {read: '63', futex: '98', wait: ['260', '95'], poll: ['22', '72', '73', '441']}
}

/**
 * Tell who waits for standard input among the processes of a step.
 *
 * @param pids the processes that run the step, the shell included
 * @param stdin path of the named pipe that is the session's standard input
 */
export function waitsForStdin(pids: readonly number[], stdin: string): StdinWait {
  const calls = callsByArchitecture[process.arch]
  if (!hasProc || calls === undefined) return 'maybe'
  const states = pids.flatMap((pid) => threadsOf(pid).map((thread) => stateOf(pid, thread, calls, stdin)))
  if (states.includes('stdin')) return states.every((state) => state === 'stdin' || state === 'idle') ? 'only' : 'some'
  return states.includes('maybe') ? 'maybe' : 'none'
}

/** `idle` waits for another process, or for a thread of its own process, which is looked at too. */
type ThreadState = 'stdin' | 'maybe' | 'idle' | 'busy'

function stateOf(pid: number, thread: string, calls: Calls, stdin: string): ThreadState {
  const line = readProc(pid, `task/${thread}/syscall`)
  // A process that has ended has no `stat` either; one that may not be looked into has.
  if (line === null) return readProc(pid, 'stat') === null ? 'busy' : 'maybe'
  const [call = '', descriptor = ''] = line.split(' ')
  if (calls.wait.includes(call) || call === calls.futex) return 'idle'
  if (calls.poll.includes(call)) return linkOf(pid, 0) === stdin ? 'maybe' : 'busy'
  if (call !== calls.read) return 'busy'
  const target = linkOf(pid, Number(descriptor))
  if (target === stdin) return 'stdin'
  return target?.startsWith('pipe:') === true ? 'idle' : 'busy'
}

function threadsOf(pid: number): readonly string[] {
  try {
    return readdirSync(`/proc/${pid}/task`)
  } catch {
    return []
  }
}

function linkOf(pid: number, descriptor: number): string | null {
  try {
    return readlinkSync(`/proc/${pid}/fd/${descriptor}`)
  } catch {
    return null
  }
}

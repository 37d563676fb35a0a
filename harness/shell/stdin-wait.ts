import {readdirSync, readlinkSync} from 'node:fs'
import {hasProc, readProc} from './processes.ts'

/**
 * Who waits for standard input: `unknown` where this system does not say, `some` where a process does while others are
 * at work, `only` where nothing else is going on and so nothing can happen any more.
 */
export type StdinWait = 'unknown' | 'none' | 'some' | 'only'

interface Calls {
  readonly read: string
  readonly futex: string
  /** `wait4`, `waitid`: a parent that waits for the others. */
  readonly wait: readonly string[]
}

/** Numbers of system calls (Linux, `unistd.h` of each architecture). */
const callsByArchitecture: Readonly<Partial<Record<NodeJS.Architecture, Calls>>> = {
  x64: {read: '0', futex: '202', wait: ['61', '247']},
  arm64: {read: '63', futex: '98', wait: ['260', '95']}
}

/**
 * Tell who waits for standard input among the processes of a step.
 *
 * @param pids the processes that run the step, the shell included
 * @param stdin path of the named pipe that is the session's standard input
 */
export function waitsForStdin(pids: readonly number[], stdin: string): StdinWait {
  const calls = callsByArchitecture[process.arch]
  if (!hasProc || calls === undefined) return 'unknown'
  let some = false
  let others = false
  for (const pid of pids) {
    const states = threadsOf(pid).map((thread) => stateOf(pid, thread, calls, stdin))
    if (states.includes('unknown')) return 'unknown'
    if (states.includes('stdin')) some = true
    // A thread that waits for its siblings does nothing itself; in a process of its own it would be at work.
    if (!states.every((state) => state === 'stdin' || state === 'idle')) others = true
  }
  if (!some) return 'none'
  return others ? 'some' : 'only'
}

type ThreadState = 'stdin' | 'idle' | 'busy' | 'unknown'

function stateOf(pid: number, thread: string, calls: Calls, stdin: string): ThreadState {
  const line = readProc(pid, `task/${thread}/syscall`)
  // A process that ended in between is as good as busy; one that may not be looked into says nothing.
  if (line === null || line === '') return readProc(pid, 'stat') === null ? 'busy' : 'unknown'
  const [call = '', descriptor = ''] = line.split(' ')
  if (calls.wait.includes(call) || call === calls.futex) return 'idle'
  if (call !== calls.read) return 'busy'
  const target = linkOf(pid, Number(descriptor))
  if (target === stdin) return 'stdin'
  return target?.startsWith('pipe:') ? 'idle' : 'busy'
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

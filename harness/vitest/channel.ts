import {mkdtempSync, rmSync} from 'node:fs'
import {connect, createServer, type Socket} from 'node:net'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {createBirpc} from 'birpc'
import {HarnessError, type HarnessRuleId} from '../../src/errors.ts'
import type {GuideResult, RunEvent} from '../../src/result.ts'
import {explainDisk} from '../disk-full.ts'
import type {RecordedStep} from '../recording/recording.ts'
import type {Setting} from './setting.ts'

/** What a worker asks of the main process, which owns clusters and folders because workers may be killed. */
export interface HostFunctions {
  /** Get clusters and folders for a guide, or its recording. */
  readonly open: (path: string) => Promise<Outcome<Setting>>
  readonly note: (event: RunEvent) => void
  /** Tell that a step of a guide has failed; resolves once what its clusters logged is kept, where it is to be kept. */
  readonly failed: (path: string) => Promise<void>
  /** Hand in what became of a guide, and get it back with what its clusters told; frees its clusters and folders. */
  readonly finish: (ending: Ending) => Promise<GuideResult>
}

/** What became of a guide in its worker. */
export interface Ending {
  readonly result: GuideResult
  readonly recorded: readonly RecordedStep[]
  /** What this machine lacked, so that the guide is not to blame. */
  readonly lacking: readonly HarnessRuleId[]
}

/** A result that crosses processes: errors keep their rule. */
export type Outcome<Value> =
  | {readonly type: 'value'; readonly value: Value}
  | {readonly type: 'error'; readonly ruleId: HarnessRuleId | null; readonly message: string}

/** The main process's end of the channel. */
export interface HostChannel {
  /** For `connectToHost`. */
  readonly address: string
  readonly close: () => void
}

/**
 * Listen for workers on a socket that only this user can open.
 *
 * @param serve makes the functions for one worker; `gone` settles when that worker's connection ends
 */
export async function listenForWorkers(serve: (gone: Promise<void>) => HostFunctions): Promise<HostChannel> {
  // The number tells whoever cleans up that its process is gone.
  const folder = mkdtempSync(join(tmpdir(), `guiderail-${process.pid}-`))
  const address = join(folder, 'host')
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    const gone = new Promise<void>((resolve) => socket.once('close', () => resolve()))
    void gone.then(() => sockets.delete(socket))
    createBirpc<Record<string, never>, HostFunctions>(serve(gone), {...frames(socket), timeout: -1})
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(address, resolve))
  return {
    address,
    close: () => {
      for (const socket of sockets) socket.destroy()
      server.close()
      rmSync(folder, {recursive: true, force: true})
    }
  }
}

/** A worker's end of the channel. */
export interface Host extends HostFunctions {
  readonly disconnect: () => void
  /** Aborted when the main process closes the channel, as it does when it is interrupted. */
  readonly gone: AbortSignal
}

/** Connect a worker to the main process. */
export async function connectToHost(address: string): Promise<Host> {
  const socket = connect(address)
  await new Promise<void>((resolve, reject) => socket.once('error', reject).once('connect', resolve))
  const remote = createBirpc<HostFunctions>({}, {...frames(socket), eventNames: ['note'], timeout: -1})
  const gone = new AbortController()
  socket.once('close', () => {
    gone.abort(new Error('the run was interrupted'))
    remote.$close(new Error('the run was interrupted'))
  })
  return {
    gone: gone.signal,
    open: (path) => remote.open(path),
    note: (event) => void remote.note.asEvent(event),
    failed: (path) => remote.failed(path),
    finish: (ending) => remote.finish(ending),
    disconnect: () => socket.end()
  }
}

/** Settle a promise into an outcome that can cross processes. */
export async function toOutcome<Value>(promise: Promise<Value>): Promise<Outcome<Value>> {
  try {
    return {type: 'value', value: await promise}
  } catch (thrown) {
    const error = explainDisk(thrown)
    const message = error instanceof Error ? error.message : String(error)
    return {type: 'error', ruleId: error instanceof HarnessError ? error.ruleId : null, message}
  }
}

/** One JSON text a line, both ways. */
function frames(socket: Socket): {
  post: (data: string) => void
  on: (receive: (data: string) => void) => void
  serialize: (data: unknown) => string
  deserialize: (line: string) => unknown
} {
  // A worker that goes away in the middle of a line is no error of this process.
  socket.on('error', () => {})
  return {
    post: (data) => void socket.write(`${data}\n`),
    on: (receive) => eachLine(socket, receive),
    serialize: JSON.stringify,
    deserialize: (line) => JSON.parse(line) as unknown
  }
}

/** `node:readline` also ends lines at U+2028, which JSON may hold as it is. */
function eachLine(socket: Socket, receive: (line: string) => void): void {
  let parts: string[] = []
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    const [first = '', ...rest] = chunk.split('\n')
    parts.push(first)
    for (const next of rest) {
      receive(parts.join(''))
      parts = [next]
    }
  })
}

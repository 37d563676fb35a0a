import type {Attempt} from '../transcript.ts'
import {kubectlVerb} from './reading/kubectl.ts'
import {unwrap} from './reading/wrapper.ts'
import {readScript, type Script} from './script.ts'
import {showsError} from './shown-error.ts'
import {readErrors} from './streams.ts'

/** An error of kubectl's own, where the exit status does not tell. */
export interface OwnError {
  readonly line: string
  /** True where it takes the place of an answer: what was to run in a container never ran, and the command goes on all the same. */
  readonly unsent: boolean
}

const certain =
  /^(?:Error from server\b|Unable to connect to the server|The connection to the server .{1,200} was refused)/
const likely = /^error: /
/** An answer of the cluster, which somebody may have asked for. */
const denied = /^Error from server \(Forbidden\)|denied the request/
/** kubectl's last word on a program that did run in a container, and whose errors are its own. */
const ran = /^command terminated with (?:non-zero )?exit code/

/**
 * Find what kubectl says of itself, where the page shows no error, or null: `kubectl exec … && echo open || echo closed` prints
 * `closed` without a pod, too.
 *
 * @param shown what the page shows of what the command prints, or null
 */
export function findOwnError(command: string, shown: string | null, attempt: Attempt): OwnError | null {
  if (!command.includes('kubectl') || attempt.stderr === '' || (shown !== null && showsError(shown))) return null
  const errors = readErrors(attempt)
  const isOwn = (line: string): boolean => certain.test(line) || (likely.test(line) && !errors.some((e) => ran.test(e)))
  const line = errors.find(isOwn)
  if (line === undefined) return null
  const script = readScript(command)
  return {line, unsent: !denied.test(line) && isProvidedFor(script) && onlyRunsElsewhere(script)}
}

/** Whether something is made of a failure: `… || echo closed`, `! …`, `if …; then`. After `|| true`, nothing is. */
function isProvidedFor({ending, loops}: Script): boolean {
  if (/^(?:true|:)$/.test(ending.call?.words[0] ?? '')) return false
  return ending.alternative || ending.negated || (ending.call === null && !loops)
}

/** Whether kubectl is there to run programs in containers; of others, that something is not found may be the answer. */
function onlyRunsElsewhere({calls}: Script): boolean {
  const verbs = calls.flatMap(({words, substituted}) => {
    const [program, ...args] = unwrap(words)
    return program === 'kubectl' && !substituted ? [kubectlVerb(args)] : []
  })
  return verbs.length > 0 && verbs.every((verb) => verb === 'exec')
}

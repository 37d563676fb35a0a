import {kubectlVerb} from './reading/kubectl.ts'
import {unwrap} from './reading/wrapper.ts'
import type {Script} from './script.ts'

/** An error that a page shows among the output of a step. */
export interface ShownError {
  /** The exit status that it names, or null. */
  readonly status: number | null
}

const terminated = /^command terminated with (?:non-zero )?exit (?:code|status)[ :]*(\d+)/
const curlError = /^(?:\* )?curl: \((\d+)\)/

/** Messages with which commands fail, at the start of a line. */
const anywhere = [
  /^Error from server\b/,
  /^Unable to connect to the server/,
  /^The connection to the server .{1,200} was refused/,
  /^Error response from daemon/,
  /^OCI runtime exec failed: /,
  /^The \S+ "[^"]{0,200}" is invalid/,
  /^(?:ba)?sh: .{1,200}: command not found$/,
  // What `curl -v` says of a connection that it gives up.
  /^\* (?:\w{1,20}SSL SSL_(?:read|connect): |Empty reply from server|Recv failure: |Could not resolve host: |Failed to connect to )/
]

/** Messages that a program writes when it fails, but that a log or a file may hold just as well. */
const ofPrograms = [
  /^error: /,
  /^Error: /,
  /^wget: /,
  /^grpcurl: /,
  // Of grpcurl, too.
  /^Error invoking method "/,
  /^Failed to dial target host "/,
  /: No such file or directory$/,
  /^ERROR:\s*$/,
  /^fatal: /
]

/** Words without one of which a text has none of these; most texts have none. */
const telling =
  /error|exit (?:code|status)|curl: \(|unable|refused|invalid|not found|SSL|empty reply|recv failure|could not resolve|failed to (?:connect|dial)|wget|grpcurl|such file|fatal/i

/** Verbs that recount what others have said. */
const recounting = new Set(['logs', 'describe', 'events'])
const recounters = new Set(['kubectl', 'oc', 'docker', 'podman', 'nerdctl', 'crictl', 'minikube'])
const quoting = new Set(['cat', 'echo', 'printf', 'jq', 'grep', 'head', 'tail', 'less', 'awk', 'sed'])

function recounts([program = '', ...args]: readonly string[]): boolean {
  return recounters.has(program) && recounting.has(kubectlVerb(args))
}

/** Whether a text speaks of a failure: an HTTP error, a denial, a connection that is refused. */
export function saysFailure(text: string): boolean {
  return /\b(?:4|5)\d\d\b|denied|forbidden|refused|rejected|timed? ?out|fail|error/i.test(text)
}

/** Whether a text has a line with which a program fails. */
export function showsError(text: string): boolean {
  return text.split('\n').some((line) => [...anywhere, ...ofPrograms].some((pattern) => pattern.test(line)))
}

/** Find an error that the page shows as the output of a command, or null. */
export function findShownError(script: Script, output: string): ShownError | null {
  const quotes =
    script.calls.some(({words}) => recounts(unwrap(words))) || quoting.has(script.ending.call?.words[0] ?? '')
  const own = `${script.ending.call?.words[0] ?? ''}: `
  if (!telling.test(output) && !output.includes(own)) return null
  let found: ShownError | null = null
  for (const line of output.split('\n')) {
    const status = terminated.exec(line)?.[1] ?? curlError.exec(line)?.[1]
    if (status !== undefined) found = {status: Number(status)}
    else if (found === null && own.length > 2 && line.startsWith(own) && /: \S/.test(line.slice(own.length)))
      found = {status: null}
    else if (found === null && anywhere.some((pattern) => pattern.test(line))) found = {status: null}
    else if (found === null && !quotes && ofPrograms.some((pattern) => pattern.test(line))) found = {status: null}
  }
  return found
}

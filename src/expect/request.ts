import {curlOptions} from './reading/http.ts'
import {innerScript, unwrap} from './reading/wrapper.ts'
import type {Script} from './script.ts'

const clients = new Set(
  'curl wget grpcurl fortio hey nc httpie http wscat websocat ping nslookup dig openssl'.split(' ')
)

/** Programs that make something else of what they are given, rather than show a part of it. */
const consumers = new Set('kubectl oc helm istioctl linkerd bash sh zsh tar docker'.split(' '))

/** Whether a step sends a request and shows its response, from here or from a container. */
export function isRequest(script: Script): boolean {
  const {call, piped} = script.ending
  // `curl … | kubectl apply -f -` shows no response.
  if (piped && call !== null && consumers.has(unwrap(call.words)[0] ?? '')) return false
  return script.calls.some(({words}) => {
    const call = unwrap(words)
    const inner = innerScript(call)
    return inner === null ? clients.has(call[0] ?? '') : isRequest(inner) || (inner.calls[0]?.words.length ?? 0) > 0
  })
}

/** Whether the exit status of a step is that of a client: of the last command, of which nothing makes something else. */
export function endsInRequest({ending}: Script): boolean {
  const {call, piped, alternative, negated} = ending
  if (call === null || piped || alternative || negated) return false
  const words = unwrap(call.words)
  const inner = innerScript(words)
  return inner === null ? clients.has(words[0] ?? '') : endsInRequest(inner)
}

/** Whether a step sends many requests by itself: in a loop, or with a load generator. */
export function sendsMany(script: Script): boolean {
  return (
    script.loops ||
    script.calls.some(({words}) => {
      const call = unwrap(words)
      const inner = innerScript(call)
      if (inner !== null && sendsMany(inner)) return true
      return words[0] === 'xargs' || /^(?:hey|wrk|ab|k6|siege)$/.test(call[0] ?? '') || call.includes('load')
    })
  )
}

/**
 * Whether an error is a response like any other to a step, whatever its exit status: to curl without `--fail` one of HTTP, and
 * to `openssl s_client` one of the certificate.
 */
export function answersErrors(script: Script): boolean {
  const fails = (name: string): boolean => name === '-f' || name.startsWith('--fail') || name === '-verify_return_error'
  return innermostCalls(script).some(([program = '', ...args]) => {
    if (program === 'curl') return !curlOptions(args).some(([name]) => fails(name))
    return program === 'openssl' && args[0] === 's_client' && !args.some(fails)
  })
}

/** Whether a step prints the status of a response, not only its body. */
export function showsStatus(script: Script): boolean {
  const calls = curlCalls(script)
  return calls.length === 0 || calls.some((args) => asksFor(args, tellsStatus))
}

const tellsHeaders = ['-i', '-I', '-v', '--include', '--head', '--verbose']
const tellsStatus = [...tellsHeaders, '-w', '--write-out']

/** Whether a step prints the headers of a response. */
export function showsHeaders(script: Script): boolean {
  return curlCalls(script).some((args) => asksFor(args, tellsHeaders))
}

/** Whether a step prints the status of each of many requests; where redirects are followed, there are others among them. */
export function givesStatuses(script: Script): boolean {
  const calls = curlCalls(script)
  return sendsMany(script) && showsStatus(script) && !calls.some((args) => asksFor(args, ['-L', '--location']))
}

function curlCalls(script: Script): readonly (readonly string[])[] {
  return innermostCalls(script).flatMap(([program, ...args]) => (program === 'curl' ? [args] : []))
}

function asksFor(args: readonly string[], options: readonly string[]): boolean {
  return curlOptions(args).some(([name]) => options.includes(name))
}

/** Whether a text is nothing but an HTTP status. */
export function isStatusCode(text: string): boolean {
  return /^[1-5]\d\d$/.test(text)
}

/** Every call that a step makes, here or in a container, without what wraps it. */
function innermostCalls(script: Script): readonly (readonly string[])[] {
  return script.calls.flatMap(({words}) => {
    const call = unwrap(words)
    const inner = innerScript(call)
    return inner === null ? [call] : innermostCalls(inner)
  })
}

import {innerScript, unwrap} from './reading/wrapper.ts'
import type {Script} from './script.ts'

const clients = new Set(
  'curl wget grpcurl fortio hey nc httpie http wscat websocat ping nslookup dig openssl'.split(' ')
)

/** Whether a step sends a request and shows its response, from here or from a container. */
export function isRequest(script: Script): boolean {
  return script.calls.some(({words}) => {
    const call = unwrap(words)
    const inner = innerScript(call)
    return inner === null ? clients.has(call[0] ?? '') : isRequest(inner) || (inner.calls[0]?.words.length ?? 0) > 0
  })
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

import type {Sample} from './sample-tree.ts'
import {isObject} from './value.ts'

/**
 * Leave out what a request got on its way, where a service recounts the request that it was sent: `{"headers": {…}, …}`.
 *
 * Clients, proxies and tracing add headers of their own, by version and set-up. Those that the command names count, as do all
 * those on a page that leaves some out: it means what it kept.
 *
 * @param command what asks the service
 */
export function readEcho(sample: Sample, actual: unknown, command: string): {sample: Sample; actual: unknown} {
  const shown = sample.type === 'object' ? sample.members.get('headers') : undefined
  const recounted = isObject(actual) ? actual.headers : undefined
  const isEcho =
    sample.type === 'object' && shown?.type === 'object' && isObject(recounted) && hasHost(Object.keys(recounted))
  if (!isEcho || !isObject(actual) || shown.elided || !hasHost([...shown.members.keys()])) return {sample, actual}
  const named = command.toLowerCase()
  const varies = (name: string): boolean => isIncidental(name.toLowerCase(), named)
  const headers = new Map([...shown.members].filter(([name]) => !varies(name)))
  const others = Object.entries(recounted).filter(
    ([name]) => headers.has(name) || !(varies(name) || ofProxy.test(name.toLowerCase()))
  )
  const members = new Map(sample.members).set('headers', {...shown, members: headers})
  // A proxy beside the service calls from one loopback address or another.
  if (isLoopback(scalarOf(members.get('origin'))) && isLoopback(actual.origin)) members.set('origin', {type: 'any'})
  return {sample: {...sample, members}, actual: {...actual, headers: Object.fromEntries(others)}}
}

function hasHost(names: readonly string[]): boolean {
  return names.some((name) => name.toLowerCase() === 'host')
}

/** Whether nobody chose a header; the name and the command in lower case. */
function isIncidental(name: string, command: string): boolean {
  if (command.includes(name)) return false
  return name === 'user-agent' ? !/\s-a\b/.test(command) : incidental.test(name)
}

const incidental =
  /^(?:content-length|x-b3-(?:traceid|spanid|parentspanid|sampled)|b3|traceparent|tracestate|x-ot-span-context|x-request-id)$/

/** What Envoy says of a request; where a page shows one, it means it. */
const ofProxy = /^x-envoy-[a-z-]{1,60}$/

function scalarOf(sample: Sample | undefined): unknown {
  return sample?.type === 'scalar' ? sample.value : undefined
}

function isLoopback(value: unknown): boolean {
  return typeof value === 'string' && /^127(?:\.\d{1,3}){3}$/.test(value)
}

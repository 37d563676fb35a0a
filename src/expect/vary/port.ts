import {isDigitAt, matchEnd} from './character.ts'
import type {VaryingKind} from './kind.ts'

/** Ports that are drawn from a range: node ports, and the client's end of a connection. */
export const port: VaryingKind = {
  id: 'port',
  title: 'Ports from a range',
  why: 'A node port (30000 to 32767, as in `80:31380/TCP`) and a client port (32768 to 65535, after an address or `port_value:`) and what stands after `nodePort`, `healthCheckNodePort`, `NodePort:` or alone on a line are drawn at random. Each matches another of its range; every other port must be the same.',
  forms: ['text', 'cell', 'value'],
  first: '3456',
  read: (text, at, {form, name}) => {
    const isNode =
      form === 'value' ? /^(?:healthcheck)?nodeport$/.test(name ?? '') : form === 'text' && isNodePort(text, at)
    const isValue = form === 'text' && text.startsWith('port_value:', at - 11)
    if (!isNode && !isValue && (text[at - 1] !== ':' || !(isDigitAt(text, at - 2) || text[at - 2] === ']'))) return null
    const end = matchEnd(five, text, at)
    if (end === -1 || isDigitAt(text, end)) return null
    const number = Number(text.slice(at, end))
    if (number < (isValue ? lastNodePort + 1 : 30_000) || number > (isNode ? lastNodePort : 65_535)) return null
    return {end, shape: number <= lastNodePort ? 'node port' : 'client port'}
  }
}

const lastNodePort = 32_767

/** Whether a node port is what a command prints alone, or stands after `NodePort:` of `kubectl describe` or `nodePort:` of YAML. */
function isNodePort(text: string, at: number): boolean {
  return at === 0 ? text.length === 5 : afterNodePort.test(text.slice(Math.max(0, at - 120), at))
}

const afterNodePort = /^ *(?:NodePort: +\S{1,63} +|(?:- +)?(?:nodePort|healthCheckNodePort): )$/
const five = /\d{5}/y

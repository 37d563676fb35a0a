import type {Expectation} from './expectation.ts'
import {isOutput} from './shown-output.ts'
import {isVaryingIpv4} from './vary/ip.ts'

/** Not those of networks (`10.0.0.0/8`), which no output has. */
const address = /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d./]|\.\d)/g

/** The addresses that a command itself names. */
export function addressesIn(command: string): readonly string[] {
  return command.match(address)?.filter(isVaryingIpv4) ?? []
}

/** Any address is as good as another in an output, except those that the page's own commands gave. */
export function keepAddresses(output: Expectation, given: ReadonlySet<string>): Expectation {
  if (given.size === 0 || !isOutput(output)) return output
  const shown = new Set(output.expected.match(address)?.filter((text) => given.has(text)))
  return shown.size === 0 ? output : {...output, given: [...shown]}
}

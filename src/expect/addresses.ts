import type {Expectation} from './expectation.ts'
import {isOutput, textExpectation} from './shown-output.ts'
import {isVaryingIpv4} from './vary/ip.ts'

/** Not those of networks (`10.0.0.0/8`), which no output has. */
const address = /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d./]|\.\d)/g

/** The addresses that a command itself names. */
export function addressesIn(command: string): readonly string[] {
  return command.match(address)?.filter(isVaryingIpv4) ?? []
}

/** Any address is as good as another in an output, except those that the page's own commands gave. */
export function addressesKept(output: Expectation, given: ReadonlySet<string>): readonly Expectation[] {
  if (given.size === 0 || !isOutput(output)) return []
  const {line, anyVersion} = output
  const shown = output.expected.match(address)?.filter((text) => given.has(text)) ?? []
  return [...new Set(shown)].map((text) => {
    const times = shown.filter((other) => other === text).length
    const expectation = textExpectation('contains', text, {line, holdMs: 0, anyVersion})
    return times === 1 ? expectation : {...expectation, times}
  })
}

import {afterDashes} from './reading/arguments.ts'
import {unwrap} from './reading/wrapper.ts'
import type {Script} from './script.ts'
import {findShownError} from './shown-error.ts'

/** Warnings, and what `time` says. */
const besideOutput =
  /^(?:Found \d+ pods, using |Default(?:ed|ing) (?:debug )?container |Warning: |WARNING: |W\d{4} |I\d{4} |E\d{4} |real\s+\d{1,4}m ?\d)/m

/** Whether a page shows both streams, as a terminal does. */
export function isMixed(script: Script, text: string): boolean {
  return besideOutput.test(text) || findShownError(script, text) !== null || writesToStderr(script)
}

/** Commands that write to standard error what a terminal shows as their output. */
export function writesToStderr({calls}: Script): boolean {
  return calls.some(({words}) => isTalkative(unwrap(words)) || isTalkative(unwrap(afterDashes(words) ?? [])))
}

function isTalkative(words: readonly string[]): boolean {
  const [program, ...args] = words
  switch (program) {
    case 'istioctl':
      return /^(?:install|uninstall|upgrade|operator|analyze|validate|x|experimental|verify-install)$/.test(
        args[0] ?? ''
      )
    case 'kind':
    case 'wget':
    case 'git':
    case 'gcloud':
    case 'openssl':
    case 'nc':
      return true
    default:
      // `curl -v`, also in a shell of a container.
      return words.includes('curl') && words.some((word) => /^-[a-zA-Z]*v[a-zA-Z]*$|^--verbose$/.test(word))
  }
}

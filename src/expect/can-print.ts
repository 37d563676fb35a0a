import {kubectlDone} from '../guide/shell-lines.ts'
import type {Expectation} from './expectation.ts'
import {hasOption, optionValue, positionals} from './reading/arguments.ts'
import {kubectlOptions} from './reading/kubectl.ts'
import {unwrap} from './reading/wrapper.ts'
import type {Script} from './script.ts'
import {findShownError} from './shown-error.ts'
import {readHeader} from './table-reading.ts'

const terse: ReadonlySet<string> = new Set(
  'apply create patch delete label annotate scale expose edit replace set autoscale taint cordon uncordon'.split(' ')
)
const besides = /^warning: |^No resources found/im

/**
 * Whether a step can print what a page shows after it.
 *
 * Not what a file holds that the step writes, nor what a mesh or a container prints where kubectl only says what it has done,
 * nor a manifest where it lists objects.
 *
 * @param type how the text is compared
 */
export function canPrint(script: Script, text: string, type: Expectation['type']): boolean {
  const {call} = script.ending
  if (call === null) return true
  if (call.writes.some((file) => !file.startsWith('/dev/'))) return false
  const [program, ...args] = unwrap(call.words)
  if (program !== 'kubectl' && program !== 'oc') return true
  const [verb = '', noun = ''] = positionals(args, kubectlOptions)
  if (verb === 'get' && (type === 'json' || type === 'yaml')) return !listsRows(args)
  if (!terse.has(verb) || noun === 'token' || noun === 'view-last-applied') return true
  if (hasOption(args, '-o', '--output', '--dry-run', '--list', '-v')) return true
  // A table is of another command, whatever its columns are called.
  const [first = ''] = text.trimStart().split('\n', 1)
  if (readHeader(first) !== null) return false
  return kubectlDone.test(text) || besides.test(text) || findShownError(script, text) !== null
}

function listsRows(args: readonly string[]): boolean {
  const format = optionValue(args, '-o', '--output', '--template')
  return (format === null || format === 'wide' || format === 'name') && !hasOption(args, '--raw')
}

import {kubectlDone} from '../guide/shell-lines.ts'
import {hasOption, positionals} from './reading/arguments.ts'
import {kubectlOptions} from './reading/kubectl.ts'
import {unwrap} from './reading/wrapper.ts'
import type {Script} from './script.ts'
import {readHeader} from './table-reading.ts'

const terse: ReadonlySet<string> = new Set(
  'apply create patch delete label annotate scale expose edit replace set autoscale taint cordon uncordon'.split(' ')
)
const trouble = /\berror\b|^warning: |^No resources found|\b(?:is invalid|forbidden|denied|unable)\b/im

/**
 * Whether a step can print what a page shows after it.
 *
 * Not what a file holds that the step writes, nor what a mesh or a container prints where kubectl only says what it has done.
 */
export function canPrint({ending: {call}}: Script, text: string): boolean {
  if (call === null) return true
  if (call.writes.some((file) => !file.startsWith('/dev/'))) return false
  const [program, ...args] = unwrap(call.words)
  if (program !== 'kubectl' && program !== 'oc') return true
  const [verb = '', noun = ''] = positionals(args, kubectlOptions)
  if (!terse.has(verb) || noun === 'token' || noun === 'view-last-applied') return true
  if (hasOption(args, '-o', '--output', '--dry-run', '--list', '-v')) return true
  // A table is of another command, whatever its columns are called.
  const [first = ''] = text.trimStart().split('\n', 1)
  return readHeader(first) === null && (kubectlDone.test(text) || trouble.test(text))
}

import type {SyntaxNode} from 'unbash'
import {parseScript} from '../bash/parse.ts'
import {simpleCommands} from '../bash/simple-commands.ts'

/** Builtins that run a text that is not to be seen here. */
const opaque: ReadonlySet<string> = new Set(['eval', 'source', '.'])

/**
 * Whether `set -e` ends a script after a command exactly where the command's own exit status is not 0.
 *
 * That holds for one simple command or pipeline. In lists, loops and functions `set -e` also looks at what comes before the
 * last command, and it overlooks what fails before `&&`.
 *
 * @param functions names of functions, calls of which are no simple commands
 */
export function isPlain(command: string, functions: ReadonlySet<string>): boolean {
  const {commands} = parseScript(command)
  const [statement] = commands
  if (statement === undefined || commands.length > 1 || statement.background === true) return false
  if (!isPipeline(statement.command)) return false
  return simpleCommands(command).every(
    ({words: [name], context}) =>
      context.inFunction || name === undefined || !(opaque.has(name.text) || functions.has(name.text))
  )
}

function isPipeline(node: SyntaxNode): boolean {
  if (node.type !== 'Pipeline')
    return node.type === 'Command' || node.type === 'Function' || node.type === 'TestCommand'
  return node.prefixes.length === 0 && node.commands.every(({type}) => type === 'Command')
}

/** Names of the programs and functions that a command calls. */
export function callsOf(command: string): readonly string[] {
  return simpleCommands(command).flatMap(({words: [name]}) => name?.text ?? [])
}

/** Names of the functions that a command defines. */
export function functionsOf(command: string): readonly string[] {
  return parseScript(command).commands.flatMap(({command: node}) => (node.type === 'Function' ? [node.name.text] : []))
}

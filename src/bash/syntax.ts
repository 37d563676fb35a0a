import {forEachChild, type SyntaxNode} from 'unbash'
import {isComplete} from './command-end.ts'
import {mayHoldCommand, mayNest} from './holds.ts'
import {parseScript} from './parse.ts'

/** What bash would reject in a command, or never see the end of. */
export interface SyntaxError {
  readonly type: 'syntax' | 'heredoc'
  /** What is wrong, in the parser's words; of a heredoc its missing delimiter. */
  readonly detail: string
  /** Offset in the command. */
  readonly offset: number
}

/** Find what bash would reject in a command: the first error of its outermost script, then those of substitutions. */
export function syntaxErrors(command: string): readonly SyntaxError[] {
  const errors: SyntaxError[] = []
  const visit = (node: SyntaxNode): void => {
    if (node.type === 'Script') {
      const [error] = node.errors ?? []
      if (error !== undefined) errors.push({type: 'syntax', detail: error.message, offset: error.pos})
    }
    if (node.type === 'HereDoc' && node.closing === undefined && node.delimiter !== undefined) {
      errors.push({type: 'heredoc', detail: node.delimiter.value, offset: node.pos})
    }
    if (mayHoldCommand(node)) forEachChild(node, visit)
  }
  const script = parseScript(command)
  const hasInner = script.errors !== undefined || command.includes('<<') || mayNest(command)
  if (hasInner) visit(script)
  if (errors.length === 0 && command.endsWith('\\') && !isComplete(command)) {
    errors.push({type: 'syntax', detail: 'the last line ends in `\\`', offset: command.length - 1})
  }
  return errors
}

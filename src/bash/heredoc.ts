import {forEachChild, type HereDoc, type SyntaxNode} from 'unbash'
import {mayHoldCommand} from './holds.ts'

/** Every heredoc of a parsed script, those in substitutions included, in the order in which they open. */
export function heredocsOf(root: SyntaxNode): readonly HereDoc[] {
  const heredocs: HereDoc[] = []
  const visit = (node: SyntaxNode): void => {
    if (node.type === 'HereDoc') heredocs.push(node)
    if (mayHoldCommand(node)) forEachChild(node, visit)
  }
  visit(root)
  return heredocs
}

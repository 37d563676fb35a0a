import type {SyntaxNode} from 'unbash'

const substitution = /`|\$\(|\$\{[\s|]|[<>]\(/

/** Whether a text may have a command in a command. */
export function mayNest(text: string): boolean {
  return substitution.test(text)
}

/** Whether a node can hold a command. Of words most cannot, and taking them apart is what costs time. */
export function mayHoldCommand(node: SyntaxNode): boolean {
  return (node.type !== 'Word' && node.type !== 'HereDocBody') || mayNest(node.text)
}

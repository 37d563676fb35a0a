import type {Block, Step} from '../guide/guide.ts'
import {looksLikeOutput} from '../guide/shell-lines.ts'
import {type Problem, problem} from '../problem.ts'

/** Lines that hardly any command prints, and many a guide runs. */
const command =
  /^(?:kubectl|istioctl|helm|minikube|kind|docker|curl|wget|gcloud|openssl|linkerd|kn|flux) [a-z-]|^(?:export [A-Z_]+=|cat <<)/
/** Programs that print nothing but commands, as files and manuals have them. */
const quoters = /^(?:\w+=\S* )*(?:cat|history|kubeadm|kubectl (?:explain|help))\b|--help\b/
/** Programs that end their output with commands for the reader to run. */
const advisers = /^(?:\w+=\S* )*(?:helm|istioctl|minikube|kind|linkerd|flux)\b/

/** Check what only the layout of blocks shows: commands that have lost their prompts where the rest have them. */
export function checkLayout(blocks: readonly Block[]): readonly Problem[] {
  return blocks.flatMap((block) => block.steps.flatMap((step) => lostPrompts(block, step)))
}

function lostPrompts(block: Block, {output, command: shown}: Step): readonly Problem[] {
  if (output === null || quoters.test(shown)) return []
  // One line is no advice: that would come after what the program has done.
  if (advisers.test(shown) && output.text.trimEnd().includes('\n')) return []
  return output.text.split('\n').flatMap((text, index) => {
    if (!command.test(text) || looksLikeOutput(text)) return []
    const place = {file: block.page, line: output.line + index, column: block.column}
    return [problem('missing-prompt', place, {found: text})]
  })
}

import {syntaxErrors} from '../bash/syntax.ts'
import type {Finding, ParsedCommand} from './finding.ts'

/** Find what bash rejects, and heredocs that never end. */
export function findSyntaxErrors({text}: ParsedCommand): readonly Finding[] {
  return syntaxErrors(text).map(({type, detail, offset}) =>
    type === 'heredoc'
      ? {ruleId: 'unclosed-heredoc', offset, detail: {expected: detail}}
      : {ruleId: 'bash-syntax', offset, detail: {found: detail}}
  )
}

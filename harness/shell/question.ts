import stripAnsi from 'strip-ansi'

/** How a reader would meet a question: with an answer, or, asked for a secret, not at all. */
export type Response = {readonly type: 'answer'; readonly text: string} | {readonly type: 'refusal'}

const answers: readonly {readonly pattern: RegExp; readonly text: string}[] = [
  // Some programs insist on the whole word.
  {pattern: /[([]\s*yes\s*\/\s*no\b[^)\]]*[)\]]\s*[:?>]?$/i, text: 'yes'},
  {pattern: /[([]\s*y(es)?\s*[/|]\s*n(o)?\s*[)\]]\s*[:?>]?$/i, text: 'y'},
  {pattern: /\by\/n\s*[:?>]?$/i, text: 'y'},
  {pattern: /\b(are you sure|do you want|would you like|do you wish)\b.*\?$/i, text: 'y'},
  {pattern: /\b(continue|proceed|overwrite|replace)\s*\?$/i, text: 'y'},
  {pattern: /\bpress\s+\[?(enter|return|any key)\b.*$/i, text: ''}
]

const secret = /\b(password|passphrase|passcode|pin|token|api key|secret)\b[^:?]*[:?]$/i

/** What a reader does about the last line of some output, or null where it asks nothing that is known. */
export function respond(line: string): Response | null {
  const question = stripAnsi(line).trim()
  if (secret.test(question)) return {type: 'refusal'}
  const answer = answers.find(({pattern}) => pattern.test(question))
  return answer === undefined ? null : {type: 'answer', text: answer.text}
}

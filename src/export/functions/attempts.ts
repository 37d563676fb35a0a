import type {ScriptFunction} from './script-function.ts'

/** Functions that look at what all attempts at a step printed. */
export type AttemptFunction = 'it_printed' | 'it_mentioned' | 'it_shares'

/** Their texts, in the order in which a script has them. */
export const attemptFunctions: Readonly<Record<AttemptFunction, ScriptFunction>> = {
  it_printed: {
    uses: [],
    text: `
# Each argument is the pattern of a line, as for grep -E, that came in one of the attempts.
it_printed() {
  local line
  for line in "$@"; do
    squeeze_blanks "$step_seen" | grep -E -- "^ ?$line$" > /dev/null || return 1
  done
}`
  },
  it_mentioned: {
    uses: [],
    text: `
# Each argument is a word of one of the attempts.
it_mentioned() {
  local word
  for word in "$@"; do
    grep -qiwF -- "$word" "$step_seen" || return 1
  done
}`
  },
  it_shares: {
    uses: [],
    text: `
# So many lines of all attempts have a word, give or take what chance does: it_shares WORD LEAST MOST
it_shares() {
  local count
  count=$(grep -ciwF -- "$1" "$step_seen")
  ((count >= $2 && count <= $3))
}`
  }
}

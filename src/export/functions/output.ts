import type {ScriptFunction} from './script-function.ts'

/** Functions that compare what one attempt at a step printed. */
export type OutputFunction =
  | 'it_prints'
  | 'it_shows'
  | 'it_lists'
  | 'it_has_lines'
  | 'it_contains'
  | 'it_lacks'
  | 'it_has_data'
  | 'it_prints_nothing'

/** Their texts, in the order in which a script has them. */
export const outputFunctions: Readonly<Record<OutputFunction, ScriptFunction>> = {
  it_prints: {
    uses: [],
    text: `
# The output is this and nothing else.
it_prints() {
  [[ $step_text == "$(squeeze_blanks <<< "$1")" ]]
}`
  },
  it_shows: {
    uses: [],
    text: `
# The output line by line: each argument is a line's pattern, as for grep -E; '...' stands for any number of lines.
it_shows() {
  local line pattern=''
  for line in "$@"; do
    if [[ $line == ... ]]; then pattern+=$'(.*\\n)?'; else pattern+=$line$'\\n'; fi
  done
  [[ $step_text$'\\n' =~ ^$pattern$ ]]
}`
  },
  it_lists: {
    uses: [],
    text: `
# A table: each argument is a pattern, as for grep -E, with which a row begins. Without '...' there is no other row.
it_lists() {
  local row others=$step_text
  for row in "$@"; do
    if [[ $row == ... ]]; then
      others=''
    else
      grep -qE -- "^ ?$row( |$)" <<< "$step_text" || return 1
      others=$(grep -vE -- "^ ?$row( |$)" <<< "$others")
    fi
  done
  [[ -z \${others//[[:space:]]/} ]]
}`
  },
  it_has_lines: {
    uses: [],
    text: `
# Each argument is the pattern of a line, as for grep -E, in any order and among others.
it_has_lines() {
  local line
  for line in "$@"; do
    grep -qE -- "^ ?$line$" <<< "$step_text" || return 1
  done
}`
  },
  it_contains: {
    uses: [],
    text: `
it_contains() {
  [[ $step_text == *"$(squeeze_blanks <<< "$1")"* ]]
}`
  },
  it_lacks: {
    uses: [],
    text: `
# Neither stream has this.
it_lacks() {
  [[ $(squeeze_blanks "$step_out" "$step_err") != *"$(squeeze_blanks <<< "$1")"* ]]
}`
  },
  it_has_data: {
    uses: [],
    text: `
# JSON or YAML with all of these pieces; blanks and line breaks do not count.
it_has_data() {
  local piece all=\${step_text//[[:space:]]/}
  for piece in "$@"; do
    [[ $all == *"$piece"* ]] || return 1
  done
}`
  },
  it_prints_nothing: {
    uses: [],
    text: `
# Standard output is empty, or says that there is nothing.
it_prints_nothing() {
  ! grep -v '^No resources found' "$step_out" | grep -q .
}`
  }
}

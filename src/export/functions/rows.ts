import type {ScriptFunction} from './script-function.ts'

/** Functions that look at the rows of a listing by name. */
export type RowFunction = 'rows_of_name' | 'row_is' | 'row_is_ready' | 'row_is_assigned'

/** Their texts, in the order in which a script has them. */
export const rowFunctions: Readonly<Record<RowFunction, ScriptFunction>> = {
  rows_of_name: {
    uses: [],
    text: `
# The rows of a name, whatever its generated suffix; all but the header for no name.
rows_of_name() {
  if [[ -z $1 ]]; then
    grep -vE '^[A-Z]{2,}( |$)' <<< "$step_text" | grep .
  else
    grep -iE -- "(^|[ /])$1(-[a-z0-9]+){0,2}([ .]|$)" <<< "$step_text"
  fi
}`
  },
  row_is: {
    uses: ['rows_of_name'],
    text: `
# Every row of a name has a value, and there is one.
row_is() {
  local rows
  rows=$(rows_of_name "$1") && ! grep -qviE -- "(^| )$2( |$)" <<< "$rows"
}`
  },
  row_is_ready: {
    uses: ['rows_of_name'],
    text: `
# Every row of a name says 1/1, 2/2, True or the like, and there is one.
row_is_ready() {
  local rows
  rows=$(rows_of_name "$1") && ! grep -qvE '(^| )(([1-9][0-9]*)/\\3|True|Ready)( |$)' <<< "$rows"
}`
  },
  row_is_assigned: {
    uses: ['rows_of_name'],
    text: `
# Every row of a name has its values, and there is one.
row_is_assigned() {
  local rows
  rows=$(rows_of_name "$1") && ! grep -qE '<(none|pending|unset|unknown)>' <<< "$rows"
}`
  }
}

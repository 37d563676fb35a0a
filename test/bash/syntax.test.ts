import {expect, test} from 'vitest'
import {syntaxErrors} from '../../src/bash/syntax.ts'

/** A command, and its errors as type, detail and the text at their offset. */
const rejected: readonly (readonly [string, readonly string[]])[] = [
  ['echo $(if x)', ["syntax: expected 'then' at `)`"]],
  ['if true; fi', ["syntax: expected 'then' at ``"]],
  ['a ; ; b', ["syntax: unexpected token ';' at `; b`"]],
  ['echo "x', ['syntax: unterminated double quote at `"x`']],
  ['for x in a; do b; don', ["syntax: expected 'done' to close 'for' at ``"]],
  ['kubectl get pods |', ["syntax: expected command after '|' at ``"]],
  ['cat <<EOF\na', ['heredoc: EOF at `<<EOF\na`']],
  ["cat <<-'E F' | b\na", ["heredoc: E F at `<<-'E F' | b\na`"]],
  ['a \\', ['syntax: the last line ends in `\\` at `\\`']]
]

test.for(rejected)('%j', ([command, expected]) => {
  const errors = syntaxErrors(command).map(
    ({type, detail, offset}) => `${type}: ${detail} at \`${command.slice(offset)}\``
  )
  expect(errors).toEqual(expected)
})

test.for([
  'cat <<EOF\na\nEOF',
  'cat <<EOF\na\nEOF\n',
  'echo a \\\n b',
  'echo a \\\\',
  "echo 'a \\'",
  '# a \\',
  'arr=(a b); echo "${arr[@]:1}" ${x//a/b} $((1 << 2))',
  'diff <(a) <(b) >&2 2>/dev/null &',
  "kubectl get pods -o jsonpath='{.items[*].metadata.name}'",
  'kubectl get pods -o jsonpath={.items..metadata.name}',
  'kubectl patch x --type=json -p=\'[{"op": "remove"}]\'',
  'f() { local a=1; [[ $a =~ ^[0-9]+$ ]]; }; f',
  ''
])('accepts %j', (command) => expect(syntaxErrors(command)).toEqual([]))

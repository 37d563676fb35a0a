import {spawnSync} from 'node:child_process'
import {describe, expect, test} from 'vitest'
import {findCommandEnd, isComplete} from '../../src/bash/command-end.ts'

/** A text, and how many of its lines its first command takes; null where it needs more than there is. */
const cases: readonly (readonly [string, number | null])[] = [
  ['kubectl get pods\nNAME   READY', 1],
  ['cat <<EOF > f\na\nEOF\nb', 3],
  ["cat <<'E' | b > c\nit's\nE\nq", 3],
  ['cat <<"E F"\n$(\nE F\nq', 3],
  ['cat <<\\E\na\\\nE\nE\nx', 3],
  ['cat <<E\na\\\nE\nE\nx', 4],
  ['cat <<-E\n\tfoo\n\tE\nb', 3],
  ['cat << EOF\n a\nEOF \nEOF\nb', 4],
  ['cat <<A; cat <<B\na\nA\nb\nB\nc', 5],
  ['cat <<A <<B\na\nA\nb\nB\nc', 5],
  ['cat <<E && \\\nfoo\nbody\nE\nout', 4],
  ['cat <<E |\nbody\nE\ngrep x\nout', 4],
  ['cat <<E &&\nbody\nE\ngrep x\nout', 4],
  ['f() { cat <<A; }\nfoo\nA\nbar', 3],
  ['x=$(cat <<E\nfoo\nE\n)\nb', 4],
  ['(cat <<E\n)\nE\n)\nb', 4],
  ['echo $((1 << 2))\nb', 1],
  ['cat <<< "a\nb"\nc', 2],
  ['cat <<E\nfoo', null],
  ['x=$(cat <<E\nfoo\n)', null],
  ['a; \\\nb\nc', 2],
  ['a \\\n\nb', 2],
  ['a \\\n  # c\nb', 2],
  ['a \\ \nb', 1],
  ['echo \\\\\nb', 1],
  ['echo \\\\\\\n b\nc', 2],
  ['# foo \\\nbar', 1],
  ['a # foo \\\nbar', 1],
  ['a#b \\\nbar\nc', 2],
  ["a # it's\nb", 1],
  ['a &\nb', 1],
  ['a & b\nc', 1],
  ['a |\n b\nc', 2],
  ['a | # c\n\n b\nc', 3],
  ['a |& \n b\nc', 2],
  ['a && b ||\n\n# d\n c\nd', 4],
  ["echo don't\nfoo\nit's\nbar", 3],
  ['echo "a\n$(b "c\n")\n"\nd', 4],
  ["echo $'a\\'\nb'\nc", 2],
  ["kubectl exec x -- sh -c 'a\n b\n'\nout", 3],
  ["a 'x' \"y\"\nit's", 1],
  ['echo ${a:-"\n"}\nb', 2],
  ['echo $(a\nb\n)\nc', 3],
  ['echo `a\nb`\nc', 2],
  ['cat <(a\nb)\nc', 2],
  ['a=(1\n2)\nc', 2],
  ['echo $((1 +\n2))\nc', 2],
  ['((a\n= 1))\nc', 2],
  ['[[ a &&\n b ]]\nc', 2],
  ['while true\ndo\n# foo\nx\ndone\nbar', 5],
  ['until a\ndo b\ndone\nc', 3],
  ['for x in a; do\n# c\n\n\n\n\n\n\n\n\ny\ndone | z\nq', 12],
  ['for ((i=0;i<3;i++))\ndo a; done\nb', 2],
  ['select x in a b\ndo\nbreak\ndone\nc', 4],
  ['if a; then\n b\nelif c; then\n d\nelse\n e\nfi > x\nout', 7],
  ['case $x in\n a) b;;\n (c|d) e;;\nesac\nout', 4],
  ['case $x in\n (a) b;;\n *) e\nesac; f\nout', 4],
  ['{\na\n}\nb', 3],
  ['{ # c\na; }\nb', 2],
  ['( a\nb )\nc', 2],
  ['f()\n{\n a\n}\nout', 4],
  ['function f {\n a\n}\nb', 3],
  ['! a\nb', 1],
  ['time a\nb', 1],
  ['echo }\nb', 1],
  ['echo if\nb', 1],
  ['a\nNAME (x\nfoo', 1],
  ['a (b)\nfoo', 1],
  ['kubectl get <pod>\nNAME', 1],
  ['echo ) foo\nbar', 1],
  ['fi\nb', 1],
  ['a | | b\nc', 1],
  ['a |', null],
  ['a &&', null],
  ['echo "x', null],
  ["echo 'x\ny", null],
  ['echo $(a', null],
  ['for x in a', null],
  ['if a; then b', null],
  ['f() {', null],
  ['a \\', null]
]

test.for(cases)('%j', ([text, lines]) => {
  const {end, state} = findCommandEnd(text, 0)
  expect(state === 'complete' ? text.slice(0, end).split('\n').length : null).toBe(lines)
})

/** Whether bash itself wants more of a text: what it says is the only way that it tells. */
function bashWantsMore(text: string): boolean {
  // A newline would be one more line; what `\` joins to nothing is for the reader to type.
  const {stderr} = spawnSync('bash', ['-n'], {input: text, encoding: 'utf8', env: {LC_ALL: 'C'}})
  return (
    /unexpected end of file|unexpected EOF|delimited by end-of-file/.test(stderr) ||
    /(?:^|[^\\])(?:\\\\)*\\$/.test(text)
  )
}

// Comments and escaped spaces are hidden from the test for a final backslash, and bash words an open `[[` in its own way.
const hidden = /#|\\ |\[\[/
test.for(cases.filter(([text]) => !hidden.test(text)))('bash agrees: %j', ([text]) => {
  const lines = text.split('\n')
  const needed = lines.findIndex((_, index) => !bashWantsMore(lines.slice(0, index + 1).join('\n'))) + 1
  const {end, state} = findCommandEnd(text, 0)
  expect(state === 'complete' ? text.slice(0, end).split('\n').length : 0).toBe(needed)
})

describe('limits', () => {
  test('reaches no further than asked', () => {
    expect(findCommandEnd('cat <<E\na\n$ b\nE\n', 0, 9)).toEqual({end: 9, state: 'text'})
    expect(findCommandEnd('a |\n$ b\n', 0, 3)).toEqual({end: 3, state: 'syntax'})
  })

  test('starts where it is told', () => {
    const text = '$ echo "\n"\nx'
    expect(text.slice(2, findCommandEnd(text, 2).end)).toBe('echo "\n"')
  })

  test('a text is complete when each of its commands is', () => {
    expect(isComplete('a\nb |\nc\n')).toBe(true)
    expect(isComplete('a\nb |\n')).toBe(false)
    expect(isComplete('')).toBe(true)
  })
})

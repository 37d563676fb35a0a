import {expect, test} from 'vitest'
import {variablesOf} from '../../src/bash/variables.ts'

/** A script, the names that it needs, and those that it leaves set. */
const cases: readonly (readonly [string, string, string])[] = [
  ['export A=1 B; echo $A $B $C', 'B C', 'A'],
  ['X=1 cmd $X', 'X', ''],
  ['A=$B', 'B', 'A'],
  ['A=1 B=$A', '', 'A B'],
  ['read -r -p "x" a b; echo $a $x', 'x', 'a b'],
  ['read', '', 'REPLY'],
  ['read -a arr -t 3; echo $arr', '', 'arr'],
  ['mapfile -t lines < f; printf -v o %s x; getopts ab c; echo $lines $o $c', '', 'lines o c'],
  ['for i in $L; do echo $i; done; echo $i', 'L', 'i'],
  ['for ((i = 0; i < n; i++)); do echo $i; done', '', 'i'],
  ['((n += 1)); echo $n; echo $((m == 1)); echo $m', 'm', 'n'],
  ['(a=1); echo $a', 'a', ''],
  ['a=1 | b; echo $a', 'a', ''],
  ['x=$(y=1; echo $y $z); echo $y', 'z y', 'x'],
  ['a=1 && b=2 || c=3; echo $a $b $c', '', 'a b c'],
  ['if x; then a=1; fi; echo $a', '', 'a'],
  ['echo ${x:-d} ${v-d} ${w+d} ${y:=e} $y ${z:?} ${#q} ${p%.*} ${a[0]}', 'z q p a', 'y'],
  ['[ -z "$q" ] && q=1; [[ -n $r ]] || echo; test -n "$t"; [ "$s" = 1 ]', 's', 'q'],
  ['[ -n "$q" ] && echo "$q"; if [[ -z $r ]]; then r=1; fi; echo $r; echo $s; [ -n "$s" ]', 's', 'r'],
  ['coproc X { cat; }; echo ${X[0]} $Y', 'Y', 'X'],
  ['f() { echo $k; j=1; }; echo $j', '', 'j'],
  ['cat <<E\n$h\nE\ncat <<"E"\n$g\nE', 'h', ''],
  ['unset a; echo $1 $? $@ $HOME $RANDOM ${PWD} $_', '', ''],
  ["echo '$a' \\$b \"$c\" $'$d'", 'c', ''],
  ['export PATH=$PWD/bin:$PATH', '', 'PATH'],
  ['exec {fd}>file; echo $fd', '', 'fd'],
  ['', '', '']
]

test.for(cases)('%j', ([script, used, set]) => {
  const variables = variablesOf(script)
  expect([variables.used.map(({name}) => name).join(' '), variables.set.join(' ')]).toEqual([used, set])
})

test('says where a variable is used', () => {
  const script = 'echo "a $b"\necho ${c}'
  expect(variablesOf(script).used.map(({offset}) => script.slice(offset, offset + 2))).toEqual(['$b', '${'])
})

test('owns up to names that it cannot see', () => {
  for (const script of ['source ./env', '. ./env', 'eval "$(x)"', 'f() { source x; }', '(eval y)', 'read $names']) {
    expect(variablesOf(script), script).toMatchObject({opaque: true})
  }
  expect(variablesOf('export A=1; kubectl exec x -- source y').opaque).toBe(false)
})

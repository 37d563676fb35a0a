import {describe, expect, test} from 'vitest'
import {simpleCommands} from '../../src/bash/simple-commands.ts'

/** The words of each command, as one reads them. */
const words = (text: string): readonly string[] =>
  simpleCommands(text).map((command) => command.words.map((word) => word.text).join(' '))

const contexts = (text: string) => simpleCommands(text).map(({context}) => context)

test('finds every simple command, wherever it stands', () => {
  expect(words('a | b && ! c; (d); { e; } & f() { g; }; x=$(h "$(i)") j <(k) `l`')).toEqual([
    'a',
    'b',
    'c',
    'd',
    'e',
    'g',
    'j <(k) `l`',
    'h $(i)',
    'i',
    'k',
    'l'
  ])
  expect(
    words(
      'if a; then b; elif c; then d; else e; fi; while f; do g; done; case x in y) h;; esac; for z in $(i); do j; done'
    )
  ).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'])
  expect(words('cat <<E\n$(a)\nE\ncat <<"E"\n$(b)\nE')).toEqual(['cat', 'a', 'cat'])
})

test('reads words as bash would as far as it can', () => {
  const [command] = simpleCommands('A=1 B="$x" kubectl get "po d" pre\'fix\'\\ y $x *.yaml ~/f @a/b@ {{x}} --l=a=b')
  expect(command?.words.map(({text, literal}) => [text, literal])).toEqual([
    ['kubectl', true],
    ['get', true],
    ['po d', true],
    ['prefix y', true],
    ['$x', false],
    ['*.yaml', false],
    ['~/f', false],
    ['@a/b@', true],
    ['{{x}}', true],
    ['--l=a=b', true]
  ])
  expect(command?.assignments.map(({name, value}) => [name, value.text, value.literal])).toEqual([
    ['A', '1', true],
    ['B', '$x', false]
  ])
})

test('reads redirections', () => {
  const [command] = simpleCommands('cat < in 2>&1 > "o u t" <<-E 3<<< word\n\ta $b\nE\n')
  expect(command?.redirections.map(({operator, descriptor, target}) => [operator, descriptor, target?.text])).toEqual([
    ['<', null, 'in'],
    ['>&', 2, '1'],
    ['>', null, 'o u t'],
    ['<<-', null, '\ta $b\n'],
    ['<<<', 3, 'word']
  ])
})

describe('where a command stands', () => {
  test('in a pipeline', () => {
    expect(contexts('a | b | c').map(({stage, stages, last, subshell}) => [stage, stages, last, subshell])).toEqual([
      [0, 3, false, true],
      [1, 3, false, true],
      [2, 3, true, true]
    ])
    expect(contexts('! a')[0]).toMatchObject({stage: 0, stages: 1, last: true, subshell: false})
  })

  test('in a list', () => {
    expect(contexts('a; b && c || d').map(({last, conditional}) => [last, conditional])).toEqual([
      [false, false],
      [true, false],
      [true, true],
      [true, true]
    ])
  })

  test('in compound commands', () => {
    expect(contexts('if a; then b; fi').map(({last, conditional}) => [last, conditional])).toEqual([
      [false, true],
      [true, true]
    ])
    expect(contexts('while a; do b; done')[0]).toMatchObject({last: false})
  })

  test('in the background, in functions, in substitutions', () => {
    expect(contexts('a & b')).toMatchObject([
      {background: true, last: false, subshell: true},
      {background: false, last: true}
    ])
    expect(contexts('f() { a; }')).toMatchObject([{inFunction: true, last: false}])
    expect(contexts('a $(b | c)')).toMatchObject([
      {substitution: false, last: true},
      {substitution: true, last: false, stage: 0, stages: 2},
      {substitution: true, last: false, stage: 1, stages: 2}
    ])
    expect(contexts('a | b $(c)')[2]).toMatchObject({stage: 0, stages: 1})
  })
})

import {expect, test} from 'vitest'
import {temporarySession} from './temporary-session.ts'

/** Ask as programs do: the question without a newline, then one line is read. */
const ask = (question: string): string => `printf '%s ' '${question}'; read -r answer; echo "got <$answer>"`

test.for([
  ['This will install. Proceed? (y/N)', 'y'],
  ['Continue [Y/n]?', 'y'],
  ['Remove everything? [y/N]:', 'y'],
  ['Are you sure you want to do this? (yes/no)', 'yes'],
  ['Are you sure?', 'y'],
  ['Do you want to continue?', 'y'],
  ['Press ENTER to continue', '']
] as const)('`%s` is answered `%s`', async ([question, answer]) => {
  const session = await temporarySession()
  const attempt = await session.do(`echo before; ${ask(question)}`)
  expect(attempt).toMatchObject({
    stdout: `before\ngot <${answer}>\n`,
    exitCode: 0,
    prompts: [{question, answer}]
  })
})

test('a program that asks is answered, on either stream', async () => {
  const session = await temporarySession()
  const attempt = await session.do(
    `node -e 'fs.writeSync(2, "Proceed? (y/N) "); const answer = Buffer.alloc(9); fs.writeSync(1, answer.subarray(0, fs.readSync(0, answer)))'`
  )
  expect(attempt).toMatchObject({stdout: 'y\n', stderr: '', prompts: [{question: 'Proceed? (y/N)', answer: 'y'}]})
})

test('a program that waits for its input with poll is answered', async () => {
  const session = await temporarySession()
  const attempt = await session.do(
    `node -e 'fs.writeSync(1, "Go on? [y/n] "); process.stdin.once("data", (answer) => { fs.writeSync(1, answer); process.exit() })'`
  )
  expect(attempt).toMatchObject({stdout: 'y\n', prompts: [{question: 'Go on? [y/n]', answer: 'y'}]})
})

test('several questions in one step', async () => {
  const session = await temporarySession()
  const attempt = await session.do(`${ask('One? (y/n)')}; ${ask('Two? (y/n)')}`)
  expect(attempt.stdout).toBe('got <y>\ngot <y>\n')
  expect(attempt.prompts).toEqual([
    {question: 'One? (y/n)', answer: 'y'},
    {question: 'Two? (y/n)', answer: 'y'}
  ])
})

test('a question that nobody waits for is output', async () => {
  const session = await temporarySession()
  const attempt = await session.do("printf 'Proceed? (y/N) '; sleep 1.5; echo no matter")
  expect(attempt).toMatchObject({stdout: 'Proceed? (y/N) no matter\n', prompts: []})
})

test('a question that comes again and again ends the step', async () => {
  const session = await temporarySession()
  const attempt = await session.do(`while :; do ${ask('Proceed? (y/N)')}; done`)
  expect(attempt).toMatchObject({exitCode: null, ended: 'it keeps asking: `Proceed? (y/N)`'})
  expect(attempt.prompts).toHaveLength(3)
})

test('a password is never given', async () => {
  const session = await temporarySession()
  const attempt = await session.do(ask('Password:'))
  expect(attempt).toMatchObject({exitCode: null, prompts: [], ended: 'it asks for a secret: `Password:`'})
  expect(attempt.stdout).toBe('Password: ')
})

test('a step that only waits for input is ended, with what it asked', async () => {
  const nobody = 'it waits for standard input, and nobody types'
  const cases = [
    ['read -r line', nobody],
    ['sh -c "cat; true" | sort', nobody],
    [ask('Your name:'), `${nobody} (after \`Your name:\`)`]
  ] as const
  // They take seconds each, so they wait side by side.
  const sessions = await Promise.all(cases.map(() => temporarySession()))
  const attempts = await Promise.all(sessions.map((session, index) => session.do(`A=1; ${cases[index]?.[0]}`)))
  expect(attempts.map(({exitCode, timedOut, ended}) => ({exitCode, timedOut, ended}))).toEqual(
    cases.map(([, ended]) => ({exitCode: null, timedOut: null, ended}))
  )
  for (const session of sessions) expect((await session.do('echo $A')).stdout).toBe('1\n')
})

test('a reader beside others at work is left alone', async () => {
  const session = await temporarySession()
  const attempt = await session.do('timeout 5 cat; echo "$?"')
  expect(attempt).toMatchObject({stdout: '124\n', exitCode: 0})
})

test('a step cannot take the commands that come after it', async () => {
  const session = await temporarySession()
  await Promise.all([session.do('timeout 0.2 cat'), session.do('echo one'), session.do('A=1')])
  expect((await session.do('echo $A')).stdout).toBe('1\n')
})

test('input that a guide redirects is its own', async () => {
  const session = await temporarySession()
  expect((await session.do('cat <<< text; while read -r line; do echo "> $line"; done < <(seq 2)')).stdout).toBe(
    'text\n> 1\n> 2\n'
  )
})

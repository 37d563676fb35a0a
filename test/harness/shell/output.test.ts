import {expect, test} from 'vitest'
import {isRunning, temporarySession} from './temporary-session.ts'

test('output without a final newline stays so', async () => {
  const session = await temporarySession()
  expect(await session.do('printf a; printf b >&2')).toMatchObject({stdout: 'a', stderr: 'b'})
  expect(await session.do('echo c')).toMatchObject({stdout: 'c\n', stderr: ''})
})

test('ten megabytes come whole', async () => {
  const session = await temporarySession()
  const {stdout, truncated} = await session.do('seq 1 1500000')
  expect(truncated).toBe(false)
  expect(stdout.length).toBe(10_888_896)
  expect(stdout.endsWith('\n1499999\n1500000\n')).toBe(true)
})

test('of more than sixteen megabytes, head and tail are kept', async () => {
  const session = await temporarySession()
  const {stdout, truncated} = await session.do('seq 1 5000000')
  expect(truncated).toBe(true)
  expect(stdout.startsWith('1\n2\n3\n')).toBe(true)
  expect(stdout.endsWith('\n4999999\n5000000\n')).toBe(true)
  // `seq 1 5000000` writes 38888896 bytes.
  expect(stdout).toContain(`\n[… ${38_888_896 - 16 * 1024 * 1024} bytes left out …]\n`)
})

test('bytes that are not UTF-8 become U+FFFD, and characters across reads stay whole', async () => {
  const session = await temporarySession()
  const texts: string[] = []
  const {stdout} = await session.do("printf 'a\\377b\\xc3'; sleep 0.1; printf '\\xa9\\n'", {
    onOutput: (_, text) => texts.push(text)
  })
  expect(stdout).toBe('a\uFFFDbé\n')
  expect(texts.join('')).toBe('a\uFFFDbé\n')
})

test('streams stay apart, each in its order, and are seen as they come', async () => {
  const session = await temporarySession()
  const seen: string[] = []
  const attempt = await session.do('echo 1; sleep 0.05; echo 2 >&2; sleep 0.05; echo 3', {
    onOutput: (stream, text) => seen.push(`${stream} ${text}`)
  })
  expect(attempt).toMatchObject({stdout: '1\n3\n', stderr: '2\n'})
  expect(seen).toEqual(['stdout 1\n', 'stderr 2\n', 'stdout 3\n'])
})

test('a background process that holds the output open holds nothing up', async () => {
  const session = await temporarySession()
  const {stdout, durationMs} = await session.do('sleep 300 & echo "$!"')
  expect(durationMs).toBeLessThan(30_000)
  const pid = Number(stdout)
  expect(isRunning(pid)).toBe(true)
  expect((await session.do('echo next')).stdout).toBe('next\n')
  expect(isRunning(pid)).toBe(true)
  await session.close()
  expect(isRunning(pid)).toBe(false)
})

test('what a background process writes later is in no other step, nor seen', async () => {
  const session = await temporarySession()
  let last: string | null = null
  await session.do('(while :; do echo noise; echo noise >&2; sleep 0.01; done) &', {
    onOutput: (_, text) => {
      last = text
    }
  })
  last = null
  for (let index = 0; index < 20; index += 1) {
    expect(await session.do(`echo ${index}; sleep 0.02`)).toMatchObject({stdout: `${index}\n`, stderr: ''})
  }
  expect(last).toBeNull()
})

test('output can be written to by name', async () => {
  const session = await temporarySession()
  expect(await session.do('echo 1; echo 2 > /dev/stdout; echo 3 | tee /dev/stderr; echo 4')).toMatchObject({
    stdout: '1\n2\n3\n4\n',
    stderr: '3\n'
  })
})

test('what nobody waits for may finish its line', async () => {
  const session = await temporarySession()
  expect((await session.do('echo text > >(sleep 0.02; cat)')).stdout).toBe('text\n')
})

test('a step that writes without end is ended, with the reason', async () => {
  const session = await temporarySession()
  const attempt = await session.do('A=1; yes')
  expect(attempt).toMatchObject({
    exitCode: null,
    timedOut: null,
    ended: 'it wrote more than 256 MiB and did not stop',
    truncated: true
  })
  expect((await session.do('echo $A')).stdout).toBe('1\n')
})

test('many lines in small pieces', async () => {
  const session = await temporarySession()
  const {stdout} = await session.do('for ((i = 0; i < 20000; i++)); do echo "line $i?"; done')
  expect(stdout.split('\n')).toHaveLength(20_001)
})

import {existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join, resolve} from 'node:path'
import {$} from 'zx'
import type {RunResult} from '../src/result.ts'

const root = resolve(import.meta.dirname, '..')
const seed = '../shared/seeds/multi-primary_multi-network.md'

/** Run the guide for different networks by hand and with Guiderail, in turn, and compare; prints where the time went. */
export async function benchRunning(rounds: number): Promise<void> {
  $.cwd = root
  $.verbose = false
  const ratios: number[] = []
  for (let round = 1; round <= rounds; round++) {
    const byHand = await runByHand()
    const own = await runGuiderail()
    const ratio = total(own) / total(byHand)
    ratios.push(ratio)
    console.log(`round ${round}`)
    print('by hand', byHand)
    print('Guiderail', own)
    console.log(`  ratio ${ratio.toFixed(2)}`)
  }
  const sorted = ratios.toSorted((one, other) => one - other)
  console.log(
    `median ratio ${(sorted[Math.floor(sorted.length / 2)] ?? Number.NaN).toFixed(2)} (at most 0.75 is the aim)`
  )
}

type Phases = readonly (readonly [name: string, seconds: number])[]

async function runByHand(): Promise<Phases> {
  const {stdout} = await $`bash scripts/by-hand.sh`
  return stdout
    .trim()
    .split('\n')
    .map((line) => line.split(' '))
    .map(([name = '', seconds = '0']) => [name, Number(seconds)] as const)
}

async function runGuiderail(): Promise<Phases> {
  const folder = mkdtempSync(join(tmpdir(), 'guiderail-bench-'))
  const json = join(folder, 'run.json')
  const page = existsSync(join(root, seed))
    ? ['--config', 'test/live/guiderail.config.ts', seed]
    : ['docs/guides/multi-primary-two-networks.md']
  try {
    const begun = performance.now()
    await $`node dist/harness/cli/main.js run --live --json ${json} ${page}`
    const wall = (performance.now() - begun) / 1000
    const {guides} = JSON.parse(readFileSync(json, 'utf8')) as RunResult
    const [guide] = guides
    if (guide === undefined) throw new Error('no guide in the result')
    const stepsOf = (role: string): number =>
      guide.steps.filter((step) => step.role === role).reduce((sum, step) => sum + step.durationMs, 0) / 1000
    const setUp = guide.phases.map(({name, durationMs}) => [name, durationMs / 1000] as const)
    const known = [...setUp, ['prerequisites', stepsOf('prerequisite')] as const, ['steps', stepsOf('guide')] as const]
    return [...known, ['deletion, starting and the rest', wall - total(known)]]
  } finally {
    rmSync(folder, {recursive: true, force: true})
  }
}

function total(phases: Phases): number {
  return phases.reduce((sum, [, seconds]) => sum + seconds, 0)
}

function print(title: string, phases: Phases): void {
  console.log(`  ${title}: ${total(phases).toFixed(1)} s`)
  for (const [name, seconds] of phases) console.log(`    ${name.padEnd(34)}${seconds.toFixed(1).padStart(7)} s`)
}

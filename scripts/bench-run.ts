import {copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs'
import {basename, join, relative, resolve} from 'node:path'
import {$} from 'zx'
import type {GuideResult, RunResult} from '../src/result.ts'

const root = resolve(import.meta.dirname, '..')
const seed = '../shared/seeds/multi-primary_multi-network.md'
const [page, ...configuration] = existsSync(join(root, seed))
  ? [seed, '--config', 'test/live/guiderail.config.ts']
  : ['docs/guides/multi-primary-two-networks.md']

/**
 * Run the guide for different networks by hand, with Guiderail, and with Guiderail behind another guide with clusters of the
 * same kind, in turn; compare, and print where the time went.
 */
export async function benchRunning(rounds: number): Promise<void> {
  $.cwd = root
  $.verbose = false
  const cold: number[] = []
  const next: number[] = []
  for (let round = 1; round <= rounds; round++) {
    console.log(`round ${round}`)
    const byHand = await runByHand()
    print('by hand', byHand)
    cold.push(compare('Guiderail, cold', await runAlone(), byHand))
    next.push(compare('Guiderail, guide after guide', await runBehindAnother(), byHand))
  }
  console.log(`median ratio, cold: ${median(cold).toFixed(2)} (at most 0.75 is the aim)`)
  console.log(`median ratio, guide after guide: ${median(next).toFixed(2)} (at most 0.55 is the aim)`)
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

/** From the start of the command to its end. */
async function runAlone(): Promise<Phases> {
  const begun = Date.now()
  const [guide] = await runGuides([page])
  return phasesOf(guide, Date.now() - begun, 'deletion, starting and the rest')
}

/** From the end of the first guide to the end of the command, when the clusters of the second are gone, too. */
async function runBehindAnother(): Promise<Phases> {
  // A page runs once, however often it is named.
  const folder = mkdtempSync(join(root, 'dist', 'bench-'))
  const copy = join(folder, basename(page))
  copyFileSync(join(root, page), copy)
  try {
    const [first, second] = await runGuides([page, relative(root, copy)])
    if (first === undefined) throw new Error('no guide in the result')
    return phasesOf(second, Date.now() - endOf(first), 'deletion, between the guides and the rest')
  } finally {
    rmSync(folder, {recursive: true, force: true})
  }
}

async function runGuides(pages: readonly string[]): Promise<readonly GuideResult[]> {
  const folder = mkdtempSync(join(root, 'dist', 'bench-'))
  const json = join(folder, 'run.json')
  try {
    await $`node dist/harness/cli/main.js run --live --json ${json} ${configuration} ${pages}`
    return (JSON.parse(readFileSync(json, 'utf8')) as RunResult).guides
  } finally {
    rmSync(folder, {recursive: true, force: true})
  }
}

function phasesOf(guide: GuideResult | undefined, wallMs: number, rest: string): Phases {
  if (guide === undefined) throw new Error('no guide in the result')
  const stepsOf = (isOwn: boolean): number =>
    guide.steps.filter(({role}) => (role === 'guide') === isOwn).reduce((sum, {durationMs}) => sum + durationMs, 0) /
    1000
  const setUp = guide.phases.map(({name, durationMs}) => [name, durationMs / 1000] as const)
  const known = [...setUp, ['prerequisites', stepsOf(false)] as const, ['steps', stepsOf(true)] as const]
  return [...known, [rest, wallMs / 1000 - total(known)]]
}

function endOf({startedAt, durationMs}: GuideResult): number {
  return Date.parse(startedAt) + durationMs
}

function compare(title: string, own: Phases, byHand: Phases): number {
  const ratio = total(own) / total(byHand)
  print(title, own)
  console.log(`    ratio ${ratio.toFixed(2)}`)
  return ratio
}

function total(phases: Phases): number {
  return phases.reduce((sum, [, seconds]) => sum + seconds, 0)
}

function median(ratios: readonly number[]): number {
  const sorted = ratios.toSorted((one, other) => one - other)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

function print(title: string, phases: Phases): void {
  console.log(`  ${title}: ${total(phases).toFixed(1)} s`)
  for (const [name, seconds] of phases) console.log(`    ${name.padEnd(42)}${seconds.toFixed(1).padStart(7)} s`)
}

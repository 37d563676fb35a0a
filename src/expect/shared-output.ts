import type {Block, Step} from '../guide/guide.ts'
import type {Draft} from './draft.ts'
import type {OutputExpectation} from './expectation.ts'
import type {OutlineSection, StepEntry} from './outline.ts'
import {hasOption, positionals} from './reading/arguments.ts'
import {kubectlOptions} from './reading/kubectl.ts'
import {unwrap} from './reading/wrapper.ts'
import {isOutput} from './shown-output.ts'

/**
 * Give each command of a block the lines that it prints, where the page shows what all of them print behind the last one.
 *
 * Only what kubectl says that it has done tells whose it is: `namespace/shop created` is not of `kubectl label`. Lines that all could be
 * of the last command, that could be shared out in several ways, or of which one is of no command stay with the last one.
 */
export function shareOutput(
  {blocks}: OutlineSection,
  drafts: ReadonlyMap<Step, Draft>,
  authored: ReadonlySet<Block>
): void {
  for (const {block, steps} of blocks) {
    if (steps.length < 2 || authored.has(block)) continue
    const own = steps.flatMap(({step}) => drafts.get(step) ?? [])
    const output = own.at(-1)?.output ?? null
    if (output === null || !isOutput(output) || (output.type !== 'same' && output.type !== 'like')) continue
    if (own.slice(0, -1).some((draft) => draft.output !== null)) continue
    const lines = output.expected.split('\n')
    const done = steps.map(deedsOf)
    const starts = done.includes(null) || lines.every((line) => isOf(done.at(-1), line)) ? null : startsOf(done, lines)
    if (starts === null) continue
    for (const [at, draft] of own.entries()) {
      draft.output = excerptOf(output, lines, starts[at] ?? 0, starts[at + 1] ?? lines.length)
      draft.shown = draft.output.expected
    }
  }
}

/** What kubectl says to each of its verbs, at the end of a line. */
const deeds: Readonly<Record<string, RegExp>> = {
  create: / created$/,
  apply: / (?:created|configured|unchanged|serverside-applied)$/,
  delete: / deleted(?: from \S{1,63} namespace)?$/,
  label: / (?:un|not )?labeled$/,
  annotate: / annotated$/,
  patch: / patched(?: \(no change\))?$/,
  scale: / scaled$/,
  expose: / exposed$/,
  replace: / replaced$/,
  taint: / (?:un)?tainted$/,
  cordon: / (?:already )?cordoned$/,
  uncordon: / (?:already )?uncordoned$/,
  autoscale: / autoscaled$/
}

/** What a step says of each thing that it does, or null where nobody knows. */
function deedsOf({script: {calls, ending}}: StepEntry): RegExp | null {
  const [program, ...args] = unwrap(ending.call?.words ?? [])
  if (program !== 'kubectl' || calls.length !== 1 || hasOption(args, '-o', '--output', '--dry-run')) return null
  const [verb = ''] = positionals(args, kubectlOptions)
  return deeds[verb] ?? null
}

/** Where the lines of each command begin, each with one at least; null unless there is exactly one way. */
function startsOf(done: readonly (RegExp | null)[], lines: readonly string[]): readonly number[] | null {
  let ways: readonly (readonly number[])[] = [[]]
  for (const [at, line] of lines.entries()) {
    const next = ways.flatMap((starts) => [starts, [...starts, at]].filter((way) => isOf(done[way.length - 1], line)))
    ways = next.slice(0, most)
  }
  const whole = ways.filter((starts) => starts.length === done.length)
  return whole.length === 1 && ways.length < most ? (whole[0] ?? null) : null
}

function isOf(deed: RegExp | null | undefined, line: string): boolean {
  return deed?.test(line.trimEnd()) === true
}

/** Ways that are followed at once, which bounds the work. */
const most = 100

function excerptOf(output: OutputExpectation, lines: readonly string[], from: number, to: number): OutputExpectation {
  const line = output.line + from
  const text = output.text.replace(/\(line \d+\)$/, `(line ${line})`)
  return {...output, expected: lines.slice(from, to).join('\n'), line, text}
}

import type {Block} from '../guide/guide.ts'
import {type Problem, problem} from '../problem.ts'
import type {BlockOptions} from './block-options.ts'
import type {Draft} from './draft.ts'
import {exit} from './exit.ts'
import type {Expectation} from './expectation.ts'
import {absence, isOutput, outputExpectation, textExpectation} from './shown-output.ts'
import type {Clause} from './vocabulary.ts'

/**
 * Let what authors say about a block replace what was inferred for its steps.
 *
 * `expect` is about the last step that reads or shows output, or about the one that `step 2` names.
 *
 * @returns options that cannot be met
 */
export function override(
  block: Block,
  drafts: readonly Draft[],
  options: BlockOptions,
  anyVersion: boolean
): Problem[] {
  const {background, clauses, repeat, timeoutMs, line} = options
  const [last] = drafts.slice(-1)
  if (last === undefined) return []
  const main = drafts.findLast(({entry, shown}) => entry.reads || shown !== null) ?? last
  if (background === true) last.background = true
  for (const draft of drafts) {
    if (background === false) draft.background = false
    if (timeoutMs !== null) draft.timeoutMs = timeoutMs
  }
  if (repeat !== null) {
    main.atLeast = repeat
    main.repeats = true
  }
  const problems: Problem[] = []
  const place = {file: block.page, line, column: 1}
  for (const [number, said] of byStep(clauses)) {
    const draft = number === null ? main : drafts[number - 1]
    if (draft === undefined) {
      problems.push(
        problem('unknown-option', place, {found: `step ${number}`, expected: `\`step\` up to ${drafts.length}`})
      )
    } else if (said.some(({type}) => type === 'as') && draft.shown === null) {
      const how = said.flatMap((clause) => (clause.type === 'as' ? [clause.how] : [])).join(' ')
      problems.push(problem('unknown-option', place, {found: how, expected: 'output below the command to compare so'}))
    } else replace(draft, said, line, anyVersion)
  }
  return problems
}

/** Clauses by the step that they are about; null for the one that is meant where none is named. */
function byStep(clauses: readonly Clause[]): ReadonlyMap<number | null, readonly Clause[]> {
  const steps = new Map<number | null, Clause[]>()
  let current: number | null = null
  for (const clause of clauses) {
    if (clause.type === 'step') {
      current = clause.number
      continue
    }
    const said = steps.get(current) ?? []
    said.push(clause)
    steps.set(current, said)
  }
  return steps
}

function replace(draft: Draft, clauses: readonly Clause[], line: number, anyVersion: boolean): void {
  const relaxed = anyVersion || clauses.some(({type}) => type === 'any-version')
  const stated = clauses.flatMap((clause) => expectationOf(clause, draft, line, relaxed))
  if (stated.length > 0) {
    draft.output = null
    draft.promised.splice(0, draft.promised.length, ...stated)
    draft.inARow = 1
    draft.ofAll = false
    draft.repeats = draft.atLeast > 1
  } else if (relaxed) {
    const relax = (expectation: Expectation): Expectation =>
      isOutput(expectation) ? {...expectation, anyVersion: true} : expectation
    draft.output = draft.output === null ? null : relax(draft.output)
    draft.promised.splice(0, draft.promised.length, ...draft.promised.map(relax))
  }
  for (const clause of clauses) {
    if (clause.type === 'exit') draft.exit = exit(clause.expected, line)
    if (clause.type === 'within') [draft.limitMs, draft.stated, draft.repeats] = [clause.limitMs, true, true]
    if (clause.type === 'in-a-row') [draft.inARow, draft.repeats] = [clause.times, true]
  }
}

function expectationOf(clause: Clause, draft: Draft, line: number, anyVersion: boolean): Expectation[] {
  const {entry, shown} = draft
  switch (clause.type) {
    case 'contains':
    case 'not-contains':
      return [{...textExpectation(clause.type, clause.text, {line, holdMs: 0, anyVersion}), words: false}]
    case 'absence':
      return [absence('', line)]
    case 'status': {
      const {name, value} = clause
      const text = `waits until ${name === null ? 'all are' : `\`${name}\` is`} \`${value}\` (line ${line})`
      return [{type: 'status', line, text, holdMs: 0, names: name === null ? [] : [name], column: null, value}]
    }
    case 'as': {
      if (shown === null) return []
      const output = {line: entry.step.output?.line ?? line, text: shown}
      return [outputExpectation(entry, output, {type: clause.how, stream: 'either'}, anyVersion)]
    }
    default:
      return []
  }
}

import type {Element} from 'xast'
import {toXml} from 'xast-util-to-xml'
import {x} from 'xastscript'
import type {GuideResult, RunResult, StepResult} from '../result.ts'
import {endOf, firstLine} from './excerpt.ts'
import {errorsOf, failedLine, isFailure, reasonOfStep, reasonsOutsideSteps} from './outcome.ts'
import {createPalette} from './palette.ts'
import {describeRecording} from './recording.ts'
import {renderFailedStep} from './text/step.ts'
import {makeLine, settleOutput} from './visible.ts'

/**
 * A run as JUnit XML, as Jenkins, GitLab and their like read it: a suite for each guide, a case for each step with its
 * file and line.
 */
export function renderJunit(run: RunResult): string {
  const suites = run.guides.map(guideToSuite)
  const root = x('testsuites', {name: 'guiderail', ...total(suites), time: seconds(run.durationMs)}, onLines(suites))
  const declaration = {type: 'instruction' as const, name: 'xml', value: 'version="1.0" encoding="UTF-8"'}
  // In text, the end of a CDATA section is not allowed even where none began; the serialiser leaves it there.
  return `${toXml({type: 'root', children: [declaration, newline, root]}).replaceAll(']]>', ']]&gt;')}\n`
}

function guideToSuite(guide: GuideResult): Element {
  const outside = reasonsOutsideSteps(guide)
  const cases = [
    ...guide.steps.map((step) => stepToCase(step)),
    ...(outside.length === 0 ? [] : [guideToCase(guide, outside)])
  ]
  const counts = {
    tests: String(cases.length),
    failures: String(guide.steps.filter(isFailure).length),
    errors: outside.length === 0 ? '0' : '1',
    skipped: String(guide.steps.filter(({status}) => status === 'skipped' || status === 'not-run').length)
  }
  const path = makeLine(guide.path)
  const properties = propertiesOf(guide).map(([name, value]) => x('property', {name, value: makeLine(value)}))
  return x(
    'testsuite',
    {name: path, ...counts, time: seconds(guide.durationMs), timestamp: guide.startedAt, file: path},
    onLines([x('properties', onLines(properties)), ...cases])
  )
}

function propertiesOf(guide: GuideResult): readonly (readonly [string, string])[] {
  const {recording, clusters} = guide
  return [
    ['title', guide.title],
    ['mode', guide.mode],
    ...(recording === null ? [] : [['recording', `${recording.path}, ${describeRecording(recording)}`] as const]),
    ...clusters.map(
      ({name, kubernetes, network}) => [`cluster.${name}`, `kubernetes ${kubernetes}, ${network}`] as const
    ),
    ['unchecked claims', String(guide.unchecked.length)]
  ]
}

function stepToCase(step: StepResult): Element {
  const attributes = {
    name: `${makeLine(step.block)} ${step.index + 1}: ${firstLine(step.command, 80)}`,
    classname: makeLine(step.page),
    file: makeLine(step.page),
    line: String(failedLine(step)),
    time: seconds(step.durationMs)
  }
  return x('testcase', attributes, [...outcomeOf(step)])
}

function outcomeOf(step: StepResult): readonly Element[] {
  if (isFailure(step)) {
    const text = renderFailedStep(step, createPalette(false)).join('\n')
    return [x('failure', {message: reasonOfStep(step), type: step.status}, text), ...outputsOf(step)]
  }
  if (step.status === 'passed') return []
  return [x('skipped', {message: makeLine(step.reason ?? step.status)})]
}

function outputsOf(step: StepResult): readonly Element[] {
  return [
    ...(step.stdout === '' ? [] : [x('system-out', settleOutput(endOf(step.stdout)))]),
    ...(step.stderr === '' ? [] : [x('system-err', settleOutput(endOf(step.stderr)))])
  ]
}

function guideToCase(guide: GuideResult, reasons: readonly string[]): Element {
  const path = makeLine(guide.path)
  const line = String(errorsOf(guide)[0]?.place.line ?? 1)
  const error = x('error', {message: makeLine(reasons[0] ?? ''), type: 'guide'}, settleOutput(reasons.join('\n')))
  return x('testcase', {name: makeLine(guide.title), classname: path, file: path, line, time: '0.000'}, error)
}

function total(suites: readonly Element[]): Readonly<Record<string, string>> {
  const sum = (name: string): string =>
    String(suites.reduce((all, suite) => all + Number(suite.attributes[name] ?? 0), 0))
  return {tests: sum('tests'), failures: sum('failures'), errors: sum('errors'), skipped: sum('skipped')}
}

const newline = {type: 'text' as const, value: '\n'}

const onLines = (elements: readonly Element[]): (Element | typeof newline)[] =>
  elements.flatMap((element) => [newline, element]).concat(newline)

const seconds = (durationMs: number): string => (durationMs / 1000).toFixed(3)

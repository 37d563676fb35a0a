import type {Output} from '../guide/guide.ts'
import {isGapLine} from './elided.ts'
import type {AbsenceExpectation, Expectation, OutputExpectation, OutputType} from './expectation.ts'
import {hasGap} from './line.ts'
import {isMixed, writesToStderr} from './mixed-streams.ts'
import type {StepEntry} from './outline.ts'
import {type InferredType, inferOutputType} from './output-type.ts'
import {innerScript} from './reading/wrapper.ts'
import type {Script} from './script.ts'
import {followsRows, withoutTitle} from './watched.ts'

/** How long an absence or an unsettled state must hold, in milliseconds. */
export const holdTime = 5000

/** The expectation of the output that a page shows below a command. */
export function inferOutput(
  entry: StepEntry,
  page: ComparedOutput,
  anyVersion: boolean,
  hint: string | null = entry.block.block.outputType
): Expectation {
  const shown = withoutTitle(entry.script, page)
  const settled = shown.text.includes('<') ? shown.text.replace(standIn, '...') : shown.text
  const {command} = entry.step
  const text = command.includes('RANDOM') ? withoutChance(settled, command) : settled
  const stable = text === shown.text ? shown : {...shown, text}
  const output = isPartOfDescription(entry.script, text) ? excerptOf(stable) : stable
  const inferred = inferOutputType(output.text, command, hint)
  const stream = isMixed(entry.script, output.text) ? 'either' : inferred.stream
  const sought = soughtIn(entry.script, output)
  if (sought !== null) {
    const {line} = output
    const text = `${sayings.contains} (line ${line})`
    return {...textExpectation('contains', sought, {line, holdMs: 0, anyVersion}), stream, text}
  }
  return (inferred.type === 'same' && isLogEntry(entry.script, output.text)) ||
    isOfConnection(entry.script, output.text)
    ? outputExpectation(entry, excerptOf(output), {type: 'elided', stream}, anyVersion)
    : outputExpectation(entry, output, {type: inferred.type, stream}, anyVersion)
}

/** `<YOUR GATEWAY IP>`: what each reader has another one of. */
const standIn = /<[A-Z]+(?:[ _-][A-Z]+)+>/g

/** Where a command makes up a number. */
const madeUp = /\$(?:RANDOM\b|\{RANDOM\}|\(\(\s*RANDOM\s*\)\))/g

/** What a page shows without the numbers that its command makes up, told by the words before them: `/test/$((RANDOM))`. */
function withoutChance(text: string, command: string): string {
  return [...command.matchAll(madeUp)].reduce((rest, {index}) => {
    const before = /[\w.-]*[/=:]?$/.exec(command.slice(Math.max(0, index - 40), index))?.[0] ?? ''
    if (!/[A-Za-z]/.test(before)) return rest
    const number = new RegExp(`(?<=${before.replaceAll('.', '\\.')})\\d{1,5}(?!\\d)`, 'g')
    return rest.replace(number, '...')
  }, text)
}

/** Output as it is compared. */
export interface ComparedOutput extends Output {
  /** How many lines of the text stand before `line`, for what the page does not show. */
  readonly lead?: number
}

/** Output that has more before and behind it. */
export function excerptOf({line, text}: Output): ComparedOutput {
  return {line, text: `...\n${text}\n...`, lead: 1}
}

/** What `grep` looks for, where an excerpt is nothing else: it prints whole lines, in which that is but a part. */
function soughtIn({calls}: Script, {text}: Output): string | null {
  const [before = '', line = '', after = '', ...more] = text.split('\n')
  const shown = line.trim()
  if (shown === '' || more.length > 0 || !isGapLine(before) || !isGapLine(after)) return null
  const isSought = calls.some(
    ({words: [program = '', ...args]}) =>
      /^[efz]?grep$/.test(program) && args.some((word) => word.replace(/\\(.)/g, '$1') === shown)
  )
  return isSought ? shown : null
}

/** The time of an entry of a log: where it begins, or anywhere with its date. */
const logEntry =
  /^(?:[IWE]\d{4} \d\d:|[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d |\d{10}\.\d{3} )|(?<!\d)(?:\d{4}([-/])\d\d\1\d\d[T ]\d\d:\d\d|\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:)/

/** What kubectl says of its choice, before the log itself. */
const besideLog = /^(?:Found \d+ pods, using |Default(?:ed|ing) (?:debug )?container )/

/** Whether a page shows entries of a log, which has others whenever it is looked at. */
function isLogEntry(script: Script, text: string): boolean {
  const first = text
    .trimStart()
    .split('\n')
    .find((line) => !besideLog.test(line))
  return logEntry.test(first ?? '') && printsLog(script)
}

function printsLog({calls}: Script): boolean {
  return calls.some(({words}) => {
    const inside = innerScript(words)
    return words.includes('logs') || readsLog(words) || (inside !== null && printsLog(inside))
  })
}

function readsLog([program = '', ...args]: readonly string[]): boolean {
  return /^(?:cat|head|tail)$/.test(program) && args.some((word) => word.endsWith('.log'))
}

/** `kubectl describe` prints so much that most pages show a part of it. */
export function describes({calls}: Script): boolean {
  return calls.some(({words}) => words[0] === 'kubectl' && words.includes('describe'))
}

/** A key with which no description begins: the first is the name of the object. */
const laterKey = /^\s*(?!Name:)[A-Z][A-Za-z -]{0,60}:(?:\s|$)/

/** Whether a page shows a description from some later key on. */
function isPartOfDescription(script: Script, text: string): boolean {
  return laterKey.test(text) && describes(script) && !script.ending.piped
}

/** Whether a page shows only what `curl -v` says of its connection, which goes on with headers and more. */
function isOfConnection(script: Script, text: string): boolean {
  return text.startsWith('* ') && text.split('\n').every((line) => line.startsWith('* ')) && writesToStderr(script)
}

/** The expectation of shown output that is compared in a given way. */
export function outputExpectation(
  {reads, script}: StepEntry,
  {line, text, lead}: ComparedOutput,
  {type, stream}: InferredType,
  anyVersion: boolean
): Expectation {
  if (isMark(text) && printsLog(script)) return {...absence('', line), text: `logs nothing (line ${line})`, log: true}
  if (isAbsence(text)) return absence(isMark(text) ? '' : text.trim(), line)
  const holdMs = reads && isUnsettled(text) ? holdTime : 0
  const said = `${sayings[type]} (line ${line})`
  return {
    type,
    line,
    text: said,
    holdMs,
    expected: text,
    ...(lead === undefined ? {} : {lead}),
    stream,
    anyVersion,
    ...(type === 'elided' && script.loops && goesOn(text) ? {repeats: true} : {}),
    ...(type === 'table' && followsRows(script) ? {latest: true} : {})
  }
}

/** The expectation of no output, or of a message that there is nothing. */
export function absence(expected: string, line: number): AbsenceExpectation {
  const text = expected === '' ? 'prints nothing' : `finds nothing: \`${expected}\``
  return {type: 'absence', line, text: `${text} (line ${line})`, holdMs: holdTime, expected}
}

/** The expectation that words of prose are in the output, or are not. */
export function textExpectation(
  type: 'contains' | 'not-contains',
  expected: string,
  rest: {readonly line: number; readonly holdMs: number; readonly anyVersion: boolean}
): OutputExpectation {
  const said = type === 'contains' ? `prints \`${expected}\`` : `does not print \`${expected}\``
  return {type, text: `${said} (line ${rest.line})`, expected, stream: 'either', words: true, ...rest}
}

/** Whether shown output is one line, more than once, and `...` for more of them. */
function goesOn(text: string): boolean {
  const lines = text.trim().split('\n')
  const [first = ''] = lines
  return (
    lines.length > 2 &&
    !hasGap(first) &&
    lines.slice(0, -1).every((line) => line === first) &&
    isGapLine(lines.at(-1) ?? '')
  )
}

const sayings: Readonly<Record<OutputType, string>> = {
  same: 'prints exactly what is shown',
  contains: 'prints what is shown, among other things',
  'not-contains': 'does not print what is shown',
  lines: 'prints the lines that are shown',
  like: 'prints the like of what is shown',
  elided: 'prints what is shown, in this order',
  table: 'prints the rows of the table that is shown',
  json: 'prints the JSON that is shown',
  yaml: 'prints the YAML that is shown',
  http: 'gives the HTTP response that is shown',
  listing: 'prints the listing that is shown'
}

/** Whether an expectation compares output with a text. */
export function isOutput(expectation: Expectation): expectation is OutputExpectation {
  return Object.hasOwn(sayings, expectation.type)
}

/** Whether shown output is a sign for none, which no command prints on its own. */
function isMark(text: string): boolean {
  return /^\s*(?:<none>|<no output>|\(no output\)|<empty>|\(empty\)|\[no output\])\s*$/i.test(text)
}

/** Whether shown output says that there is nothing. */
export function isAbsence(text: string): boolean {
  return isMark(text) || /^\s*(?:No resources found(?: in \S+ namespace)?\.?)?\s*$/.test(text)
}

const passing =
  /(?:^|\s)(?:Pending|<pending>|ContainerCreating|PodInitializing|Init:\d\/\d|Terminating|NotReady)(?:\s|$)/m

/** States of a container that has run, however soon it is started again. */
const ended = /\b(?:Completed|OOMKilled|Error)\b/

/** Whether a page shows a state that passes by itself, so that seeing it for a moment proves nothing. */
export function isUnsettled(text: string): boolean {
  if (passing.test(text)) return true
  if (!/(?:^|\s)READY(?:\s|$)/m.test(text)) return false
  return text.split('\n').some((line) => {
    const [, ready, all] = /(?:^|\s)(\d{1,4})\/(\d{1,4})(?:\s|$)/.exec(line) ?? []
    return ready !== all && !ended.test(line)
  })
}

import {readFileSync} from 'node:fs'
import {describe, expect, test} from 'vitest'
import {inferChecks, type StepChecks} from '../../src/expect/infer.ts'
import type {Guide, Step} from '../../src/guide/guide.ts'

/** Infer for a command as it would stand alone on a page, with a line of output below it. */
function inferFor(command: string): StepChecks | undefined {
  const step: Step = {line: 2, column: 1, command, output: {line: 3, text: 'shown'}}
  const block = {
    type: 'block',
    id: 'a_1',
    page: 'a.md',
    line: 1,
    column: 1,
    language: 'bash',
    outputType: null,
    attributes: {},
    value: '',
    containers: [],
    disabled: null,
    steps: [step],
    directives: []
  } as const
  const section = {heading: 'a', depth: 2, anchor: 'a', line: 1, contents: [block]}
  const guide: Guide = {path: 'a.md', title: 'a', frontMatter: {}, sections: [section], problems: [], broken: []}
  return inferChecks(guide, {runs: () => true, anyVersion: false, configured: () => ({}), claims: true}).steps.get(step)
}

function commands(name: string): readonly string[] {
  const text = readFileSync(new URL(`../fixtures/commands/${name}.txt`, import.meta.url), 'utf8')
  return text.split('\n').filter((line) => line !== '')
}

describe('commands that only read are repeated until their output comes', () => {
  test.for(commands('reads'))('%s', (command) => {
    expect(inferFor(command)).toMatchObject({poll: {limitMs: 120_000, inARow: 1, atLeast: 1}, background: false})
  })
})

describe('what only the guide itself changes is not waited for that long', () => {
  test.for(commands('reads-locally'))('%s', (command) => {
    expect(inferFor(command)).toMatchObject({poll: {limitMs: 10_000, inARow: 1, atLeast: 1}, background: false})
  })
})

describe('all others are run once', () => {
  test.for(commands('runs-once'))('%s', (command) => {
    expect(inferFor(command)).toMatchObject({poll: null, background: false})
  })
})

describe('commands that never return run in the background', () => {
  test.for(commands('never-returns'))('%s', (command) => {
    expect(inferFor(command)).toMatchObject({poll: {inARow: 1, atLeast: 1}, background: true})
  })
})

describe('commands that return do not', () => {
  test.for(commands('returns'))('%s', (command) => {
    expect(inferFor(command)).toMatchObject({background: false})
  })
})

import {readdirSync, readFileSync} from 'node:fs'
import {expect, test} from 'vitest'
import {renderJson} from '../../src/report/json.ts'
import {createPalette} from '../../src/report/palette.ts'
import {renderGuideFailure, renderSummary} from '../../src/report/text.ts'
import type {RunResult} from '../../src/result.ts'

const fixtures = new URL('../fixtures/report/', import.meta.url)
const names = readdirSync(fixtures).sort()

function readRun(name: string): RunResult {
  return JSON.parse(readFileSync(new URL(`${name}/run.json`, fixtures), 'utf8')) as RunResult
}

function renderText(run: RunResult, colour: boolean): string {
  const palette = createPalette(colour)
  const failed = run.guides.filter((guide) => guide.status === 'failed')
  return [...failed.map((guide) => renderGuideFailure(guide, palette)), renderSummary(run, palette)].join('\n')
}

test('has fixtures', () => expect(names.length).toBeGreaterThan(5))

test.for(names)('%s as text', async (name) => {
  await expect(renderText(readRun(name), false)).toMatchFileSnapshot(`../fixtures/report/${name}/text.txt`)
})

test.for(names)('%s says the same in colour', (name) => {
  const run = readRun(name)
  const coloured = renderText(run, true)
  expect(coloured).not.toBe(renderText(run, false))
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the palette's own escapes
  expect(coloured.replaceAll(/\u001b\[\d+m/g, '')).toBe(renderText(run, false))
})

test.for(names)('%s has nothing that acts on a terminal', (name) => {
  expect(renderText(readRun(name), false)).not.toMatch(/(?!\n)[\p{Cc}\p{Bidi_Control}\p{Surrogate}]/u)
})

test.for(names)('%s as JSON keeps everything', (name) => {
  const run = readRun(name)
  expect(JSON.parse(renderJson(run))).toEqual(run)
})

test.for(names)('%s ends with the totals alone on a line', (name) => {
  expect(renderSummary(readRun(name)).split('\n').at(-2)).toMatch(/^\d+ passed, \d+ failed$/)
})

import {readdirSync, readFileSync} from 'node:fs'
import {visit} from 'unist-util-visit'
import {expect, test} from 'vitest'
import type {Element, Root} from 'xast'
import {fromXml} from 'xast-util-from-xml'
import {renderAnnotations} from '../../src/report/annotations.ts'
import {renderJobSummary} from '../../src/report/job-summary.ts'
import {renderJson} from '../../src/report/json.ts'
import {renderJunit} from '../../src/report/junit.ts'
import {createPalette} from '../../src/report/palette.ts'
import {renderGuideFailure, renderSummary} from '../../src/report/text.ts'
import type {RunResult} from '../../src/result.ts'

const fixtures = new URL('../fixtures/report/', import.meta.url)
const names = readdirSync(fixtures).sort()

function readRun(name: string): RunResult {
  return JSON.parse(readFileSync(new URL(`${name}/run.json`, fixtures), 'utf8')) as RunResult
}

function select(tree: Root | Element, name: string): readonly Element[] {
  const found: Element[] = []
  visit(tree, 'element', (node: Element) => {
    if (node.name === name) found.push(node)
  })
  return found
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

test.for(names)('%s for other tools', async (name) => {
  const run = readRun(name)
  await expect(renderJunit(run)).toMatchFileSnapshot(`../fixtures/report/${name}/junit.xml`)
  await expect(renderAnnotations(run, 'site')).toMatchFileSnapshot(`../fixtures/report/${name}/annotations.txt`)
  await expect(renderJobSummary(run)).toMatchFileSnapshot(`../fixtures/report/${name}/summary.md`)
})

test.for(names)('%s as JUnit is XML that counts its own cases', (name) => {
  const root = select(fromXml(renderJunit(readRun(name))), 'testsuites')[0]
  const cases = root === undefined ? [] : select(root, 'testcase')
  const having = (child: string): string => String(cases.filter((entry) => select(entry, child).length > 0).length)
  expect(root?.attributes).toMatchObject({
    tests: String(cases.length),
    failures: having('failure'),
    errors: having('error'),
    skipped: having('skipped')
  })
  const failed = readRun(name).guides.filter(({status}) => status === 'failed').length
  const suites = root === undefined ? [] : select(root, 'testsuite')
  expect(suites.filter((suite) => select(suite, 'failure').length + select(suite, 'error').length > 0)).toHaveLength(
    failed
  )
})

test.for(names)('%s as annotations is one command to a line', (name) => {
  const lines = renderAnnotations(readRun(name)).split('\n').slice(0, -1)
  for (const line of lines) expect(line).toMatch(/^::(error|warning) ((file|line|col|title)=[^,:]*,?)+::\S/)
})

test.for(names)('%s has nothing that acts on a terminal', (name) => {
  expect(renderText(readRun(name), false)).not.toMatch(/(?!\n)[\p{Cc}\p{Bidi_Control}\p{Surrogate}]/u)
})

test.for(names)('%s as JSON keeps everything, problems as `check` has them', (name) => {
  const run = readRun(name)
  const guides = run.guides.map((guide) => ({
    ...guide,
    problems: guide.problems.map(({ruleId, place, ...rest}) => ({rule: ruleId, ...place, ...rest}))
  }))
  expect(JSON.parse(renderJson(run))).toEqual({...run, guides})
})

test.for(names)('%s ends with the totals alone on a line', (name) => {
  expect(renderSummary(readRun(name)).split('\n').at(-2)).toMatch(/^\d+ passed, \d+ failed$/)
})

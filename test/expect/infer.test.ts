import {existsSync, readdirSync, readFileSync} from 'node:fs'
import {describe, expect, test} from 'vitest'
import {cueRules, readCues} from '../../src/expect/cues/read.ts'
import {type Inference, inferChecks} from '../../src/expect/infer.ts'
import type {Block} from '../../src/guide/guide.ts'
import {parseGuide} from '../../src/guide/parse.ts'

const fixtures = new URL('../fixtures/infer/', import.meta.url)
const names = readdirSync(fixtures).sort()

describe('pages', () => {
  test('has fixtures', () => expect(names).not.toEqual([]))

  test.for(names)('%s', async (name) => {
    const folder = new URL(`${name}/`, fixtures)
    const set = new URL('options.json', folder)
    const {anyVersion, blocks} = existsSync(set)
      ? JSON.parse(readFileSync(set, 'utf8'))
      : {anyVersion: false, blocks: {}}
    const options = {anyVersion, configured: ({id}: Block) => blocks[id] ?? {}, runs}
    const page = readFileSync(new URL('input.md', folder), 'utf8')
    const guide = parseGuide(page, 'input.md')
    const outcome = printed(inferChecks(guide, {...options, claims: true}))
    await expect(`${JSON.stringify(outcome, null, 2)}\n`).toMatchFileSnapshot(`../fixtures/infer/${name}/expected.json`)
    // What nobody asks for changes nothing else.
    const unasked = inferChecks(guide, {...options, claims: false})
    expect(unasked).toEqual({...inferChecks(guide, {...options, claims: true}), unchecked: unasked.unchecked})
  })
})

/** What runs in these pages: neither what an author keeps from running nor what stands in a tip. */
function runs({disabled, containers}: Block): boolean {
  return disabled === null && !containers.some(({type}) => type === 'callout')
}

function printed({steps, unchecked, problems}: Inference): unknown {
  return {
    steps: [...steps].map(([{line, command}, checks]) => ({line, command, ...checks})),
    unchecked: unchecked.map(({line, text}) => `${line}: ${text}`),
    problems: problems.map(({place, message}) => `${place.line}:${place.column}: ${message}`)
  }
}

const seeds = new URL('../../../shared/seeds/', import.meta.url)

describe.skipIf(!existsSync(seeds))('pages as they are published', () => {
  test.for(existsSync(seeds) ? readdirSync(seeds) : [])('%s', (name) => {
    const page = readFileSync(new URL(name, seeds), 'utf8')
    const {steps, unchecked} = inferChecks(parseGuide(page, name), {
      anyVersion: false,
      configured: () => ({}),
      runs: () => true,
      claims: true
    })
    const checked = [...steps.values()].flatMap(({expectations}) => expectations.map(({line}) => line))
    const promises = page.split('\n').flatMap((text, index) => (/^(?:Wait until|Repeat)/.test(text) ? [index + 1] : []))
    for (const line of promises) expect(checked).toContain(line)
    const tables = page.split('\n').filter((text) => /^NAME .*STATUS/.test(text))
    const types = [...steps.values()].flatMap(({expectations}) => expectations.map(({type}) => type))
    expect(types.filter((type) => type === 'table')).toHaveLength(tables.length)
    expect(unchecked).toEqual([])
  })
})

describe('cues', () => {
  const folder = new URL('../fixtures/cues/', import.meta.url)
  const sentences = readdirSync(folder).map((file) => file.replace(/\.json$/, ''))

  test('every rule has fixtures', () => {
    expect(sentences.sort()).toEqual(cueRules.map(({id}) => id).sort())
  })

  test.for(sentences)('%s', (id) => {
    const {reads, leaves} = JSON.parse(readFileSync(new URL(`${id}.json`, folder), 'utf8'))
    const read = (text: string): unknown => readCues(text).find(({rule}) => rule === id)?.meaning ?? null
    expect(reads).not.toEqual([])
    expect(leaves).not.toEqual([])
    for (const {text, meaning} of reads) expect({text, meaning: read(text)}).toEqual({text, meaning})
    for (const text of leaves) expect({text, meaning: read(text)}).toEqual({text, meaning: null})
  })

  test('hostile sentences are read in bounded work', () => {
    for (const part of [
      '`a` and ',
      'status of ',
      'requests ',
      'the ',
      '`',
      '"',
      'returns the ',
      'pods are ',
      '50% ',
      ', '
    ]) {
      expect(() => readCues(part.repeat(200_000))).not.toThrow()
      expect(() => readCues(part.repeat(100).slice(0, 599))).not.toThrow()
    }
  })
})

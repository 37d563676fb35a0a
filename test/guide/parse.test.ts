import {existsSync, readdirSync, readFileSync} from 'node:fs'
import {expect, test} from 'vitest'
import {GuideError, GuideProblems} from '../../src/errors.ts'
import {parseGuide} from '../../src/guide/parse.ts'
import {type PresetName, presets} from '../../src/guide/presets.ts'

const fixtures = new URL('../fixtures/guide/', import.meta.url)
const names = readdirSync(fixtures).sort()
const seeds = new URL('../../../shared/seeds/', import.meta.url)

/** A fixture's name begins with its preset where that is not `istio`. */
function presetOf(name: string): PresetName {
  const [first = ''] = name.split('-')
  return first in presets ? (first as PresetName) : 'istio'
}

/** A rejection is an outcome too. */
function settle(source: string, preset: PresetName): unknown {
  try {
    return parseGuide(source, 'input.md', {preset})
  } catch (error) {
    if (!(error instanceof GuideError)) throw error
    return {error: {ruleId: error.ruleId, place: error.place, message: error.message}}
  }
}

test('has fixtures', () => expect(names).not.toEqual([]))

test.for(names)('%s', async (name) => {
  const source = readFileSync(new URL(`${name}/input.md`, fixtures), 'utf8')
  const outcome = settle(source, presetOf(name))
  await expect(`${JSON.stringify(outcome, null, 2)}\n`).toMatchFileSnapshot(`../fixtures/guide/${name}/expected.json`)
})

test.runIf(existsSync(seeds))('reads both seed pages without a problem', () => {
  const read = (name: string) => parseGuide(readFileSync(new URL(name, seeds), 'utf8'), name)
  const steps = (name: string) =>
    read(name).sections.flatMap(({contents}) =>
      contents.flatMap((content) => (content.type === 'block' ? content.steps : []))
    )
  expect(readdirSync(seeds).flatMap((name) => read(name).problems)).toEqual([])
  expect(steps('multi-primary.md')).toHaveLength(6)
  expect(steps('multi-primary_multi-network.md')).toHaveLength(26)
})

test('a page of nothing but broken shortcodes is given up in linear time', () => {
  const page = '{{< text bash >}}\n'.repeat(20_000)
  expect(() => parseGuide(page, 'input.md')).toThrow(GuideProblems)
  expect(() => parseGuide('{{</* '.repeat(20_000), 'input.md')).toThrow(GuideProblems)
})

test('long runs of marks are read in linear time', () => {
  const length = 400_000
  const commented = `\`\`\`bash\nls\n${'#'.repeat(length)}\nls\n\`\`\`\n`
  const indented = `Text.\n\n    ${'`'.repeat(length)} x \`\n`
  for (const page of [commented, indented])
    expect(parseGuide(page, 'input.md', {preset: 'fences'}).problems).toEqual([])
})

import {readdirSync, readFileSync} from 'node:fs'
import {expect, test} from 'vitest'
import {parseGuide} from '../../src/guide/parse.ts'
import {findAlternatives} from '../../src/plan/alternatives.ts'

const fixtures = new URL('../fixtures/alternatives/', import.meta.url)
const names = readdirSync(fixtures).sort()

test('has fixtures', () => expect(names).not.toEqual([]))

test.for(names)('%s', async (name) => {
  const guide = parseGuide(readFileSync(new URL(`${name}/input.md`, fixtures), 'utf8'), 'input.md')
  const alternatives = findAlternatives(guide)
  const outcome = guide.sections.flatMap(({contents}) =>
    contents.flatMap((content) =>
      content.type === 'block'
        ? [
            {
              line: content.line,
              text: content.steps[0]?.command ?? content.value,
              reason: alternatives.get(content) ?? null
            }
          ]
        : []
    )
  )
  await expect(`${JSON.stringify(outcome, null, 2)}\n`).toMatchFileSnapshot(
    `../fixtures/alternatives/${name}/expected.json`
  )
})

import {readdirSync, readFileSync} from 'node:fs'
import {expect, test} from 'vitest'
import type {Plan} from '../../src/plan/plan.ts'
import {renderGuideJson, renderList, renderListJson} from '../../src/report/list.ts'

const fixtures = new URL('../fixtures/list/', import.meta.url)
const names = readdirSync(fixtures).sort()

test('has fixtures', () => expect(names).not.toEqual([]))

test.for(names)('%s', async (name) => {
  const plans = JSON.parse(readFileSync(new URL(`${name}/plans.json`, fixtures), 'utf8')) as readonly Plan[]
  await expect(renderList(plans)).toMatchFileSnapshot(`../fixtures/list/${name}/text.txt`)
  await expect(renderListJson(plans.map(renderGuideJson))).toMatchFileSnapshot(`../fixtures/list/${name}/list.json`)
})

import {readdirSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {loadConfiguration} from '../../harness/configuration/load.ts'
import {openSite} from '../../harness/site/site.ts'
import {planGuide} from '../../src/plan/plan-guide.ts'

const fixtures = join(import.meta.dirname, '../fixtures/plan')
const names = readdirSync(fixtures).sort()

test('has fixtures', () => expect(names).not.toEqual([]))

test.for(names)('%s', async (name) => {
  const folder = join(fixtures, name)
  const {configuration} = await loadConfiguration(folder, 'guiderail.config.mjs', {})
  const plan = planGuide('input.md', openSite(configuration, folder), configuration)
  const outcome = {
    blocks: plan.blocks.map(({id, page, role, cleanup, skip, steps}) => ({
      id,
      page,
      role,
      ...(cleanup ? {cleanup} : {}),
      ...(skip === null ? {} : {skip}),
      steps: steps.map(({command, output}) => (output === null ? command : {command, output}))
    })),
    clusters: plan.clusters.map(({name, network}) => `${name} on ${network}`),
    pages: plan.pages,
    samples: plan.samples,
    problems: plan.problems.map(({place, severity, message, ruleId}) => ({
      place: `${place.file}:${place.line}:${place.column}`,
      severity,
      message,
      ruleId
    }))
  }
  await expect(`${JSON.stringify(outcome, null, 2)}\n`).toMatchFileSnapshot(join(folder, 'expected.json'))
})

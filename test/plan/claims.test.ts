import {join} from 'node:path'
import {expect, test} from 'vitest'
import {loadConfiguration} from '../../harness/configuration/load.ts'
import {openSite} from '../../harness/site/site.ts'
import {planGuide} from '../../src/plan/plan-guide.ts'

test('a claim of an included page stands in that page', async () => {
  const folder = join(import.meta.dirname, '../fixtures/claims')
  const {configuration} = await loadConfiguration(folder, 'guiderail.config.mjs', {})
  expect(planGuide('input.md', openSite(configuration, folder), configuration).unchecked).toEqual([
    {page: 'content/en/boilerplates/start.md', line: 9, text: 'You should see that it has begun.'},
    {page: 'input.md', line: 13, text: 'You should see that all is well.'}
  ])
})

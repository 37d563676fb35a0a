import {readFileSync} from 'node:fs'
import {expect, test} from 'vitest'
import {renderRulesPage} from '../../scripts/rules-page.ts'

test('the reference page is what `npm run docs` makes', () => {
  const committed = readFileSync(new URL('../../docs/reference/rules.md', import.meta.url), 'utf8')
  expect(committed).toBe(renderRulesPage())
})

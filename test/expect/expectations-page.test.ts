import {readFileSync} from 'node:fs'
import {expect, test} from 'vitest'
import {renderExpectationsPage} from '../../scripts/expectations-page.ts'

test('docs/expectations.md is what `npm run docs` makes', () => {
  const page = readFileSync(new URL('../../docs/expectations.md', import.meta.url), 'utf8')
  expect(page).toBe(renderExpectationsPage())
})

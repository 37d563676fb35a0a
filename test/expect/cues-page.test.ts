import {readFileSync} from 'node:fs'
import {expect, test} from 'vitest'
import {renderCuesPage} from '../../scripts/cues-page.ts'

test('the reference page of cues is what `npm run docs` makes', () => {
  const committed = readFileSync(new URL('../../docs/reference/cues.md', import.meta.url), 'utf8')
  expect(committed).toBe(renderCuesPage())
})

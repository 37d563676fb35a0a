import {mkdirSync, writeFileSync} from 'node:fs'
import {renderCuesPage} from './cues-page.ts'
import {renderRulesPage} from './rules-page.ts'

// `npm run docs`: write the pages of the manual that are made from code.
const reference = new URL('../docs/reference/', import.meta.url)
mkdirSync(reference, {recursive: true})
writeFileSync(new URL('rules.md', reference), renderRulesPage())
writeFileSync(new URL('cues.md', reference), renderCuesPage())

import {mkdirSync, writeFileSync} from 'node:fs'
import {renderCliPage} from './cli-page.ts'
import {renderConfigurationPage} from './configuration-page.ts'
import {renderCuesPage} from './cues-page.ts'
import {renderExpectationsPage} from './expectations-page.ts'
import {renderJsonPage} from './json-page.ts'
import {renderRulesPage} from './rules-page.ts'

// `npm run docs`: write the pages of the manual that are made from code.
const manual = new URL('../docs/', import.meta.url)
mkdirSync(new URL('reference/', manual), {recursive: true})
const pages: Readonly<Record<string, string>> = {
  'expectations.md': renderExpectationsPage(),
  'reference/cli.md': renderCliPage(),
  'reference/configuration.md': renderConfigurationPage(),
  'reference/cues.md': renderCuesPage(),
  'reference/json.md': renderJsonPage(),
  'reference/rules.md': renderRulesPage()
}
for (const [page, text] of Object.entries(pages)) writeFileSync(new URL(page, manual), text)

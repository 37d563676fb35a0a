import {readFileSync} from 'node:fs'
import {type RuleId, rules} from '../src/rules.ts'

const fixtures = new URL('../test/fixtures/rules/', import.meta.url)

/** Markup that says nothing to a reader is cut short: some bad pages are bad by their length. */
const longest = 60

/** The reference page of all rules, with the pages and messages of the fixtures that test them. */
export function renderRulesPage(): string {
  const ids = Object.keys(rules).sort() as RuleId[]
  const table = ids.map((id) => `| [\`${id}\`](#${id}) | ${rules[id].severity} | ${rules[id].summary} |`)
  const parts = [
    '# Rules',
    '<!-- Made by `npm run docs` from `src/rules.ts` and `test/fixtures/rules`; changes here are lost. -->',
    'What `guiderail check` reports, and what keeps a guide from running: a rule of severity `error` does. `rules` in the' +
      ' configuration gives another severity, or `off`; a page with shortcodes that cannot be read never runs, though.',
    ['| rule | severity | what is wrong |', '| --- | --- | --- |', ...table].join('\n'),
    ...ids.map(renderRule)
  ]
  return `${parts.join('\n\n')}\n`
}

function renderRule(id: RuleId): string {
  const {severity, summary} = rules[id]
  const messages = (JSON.parse(read(id, 'expected.json')) as readonly string[]).map(shorten)
  return [
    `## ${id}`,
    `${summary} Severity: ${severity}.`,
    'Bad:',
    fence('markdown', read(id, 'bad.md')),
    fence('text', messages.join('\n')),
    'Good:',
    fence('markdown', read(id, 'good.md'))
  ].join('\n\n')
}

function read(id: RuleId, file: string): string {
  return readFileSync(new URL(`${id}/${file}`, fixtures), 'utf8')
}

/** A fence that nothing in its text can close. */
function fence(language: string, text: string): string {
  const lines = text.trimEnd().split('\n').map(shorten)
  const most = Math.max(3, ...(text.match(/`+/g) ?? []).map(({length}) => length))
  const ticks = '`'.repeat(most + 1)
  return `${ticks}${language}\n${lines.join('\n')}\n${ticks}`
}

function shorten(line: string): string {
  return line.replace(/(\S+ )\1{19,}/, (run) => `${run.slice(0, longest / 2)}… `)
}

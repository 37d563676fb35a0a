import {existsSync, readdirSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {loadConfiguration} from '../../harness/configuration/load.ts'
import {openSite} from '../../harness/site/site.ts'
import {GuideError, GuideProblems} from '../../src/errors.ts'
import type {Configuration} from '../../src/plan/configuration.ts'
import {type Findings, planGuide} from '../../src/plan/plan-guide.ts'
import type {Problem} from '../../src/problem.ts'
import {type RuleId, rules} from '../../src/rules.ts'

const fixtures = join(import.meta.dirname, '../fixtures/rules')

/** What is wrong with a page of a fixture, as `guiderail check` would say it. */
async function problemsOf(
  rule: string,
  page: string,
  findings: Findings = 'all',
  set: Configuration['rules'] = {}
): Promise<readonly string[]> {
  const folder = join(fixtures, rule)
  const file = 'guiderail.config.mjs'
  const configuration: Configuration = existsSync(join(folder, file))
    ? (await loadConfiguration(folder, file, {})).configuration
    : {}
  try {
    const own = {...configuration, rules: {...configuration.rules, ...set}}
    const {problems} = planGuide(page, openSite(own, folder), own, findings)
    return problems.map(format)
  } catch (error) {
    if (error instanceof GuideProblems) return error.problems.map(format)
    if (!(error instanceof GuideError)) throw error
    return [`${error.message} (${error.ruleId})`]
  }
}

function format({ruleId, severity, place, message}: Problem): string {
  return `${place.file}:${place.line}:${place.column}: ${severity}: ${message} (${ruleId})`
}

test('every rule has a fixture', () => expect(readdirSync(fixtures).sort()).toEqual(Object.keys(rules).sort()))

describe.for(readdirSync(fixtures).sort())('%s', (rule) => {
  test('is found where it is broken, and only there', async () => {
    const bad = await problemsOf(rule, 'bad.md')
    expect(bad.join('\n')).toContain(`(${rule})`)
    await expect(`${JSON.stringify(bad, null, 2)}\n`).toMatchFileSnapshot(join(fixtures, rule, 'expected.json'))
  })

  test('is looked for among errors if it is one, or is made one', async () => {
    const [all, errors] = [await problemsOf(rule, 'bad.md'), await problemsOf(rule, 'bad.md', 'errors')]
    // What is thrown has no severity of its own here.
    expect(errors).toEqual(all.filter((line) => !/: (?:warning|info): /.test(line)))
    const strict = await problemsOf(rule, 'bad.md', 'errors', {[rule as RuleId]: 'error'})
    expect(strict.join('\n')).toContain(`(${rule})`)
  })

  test('a good page has nothing to mend', async () => expect(await problemsOf(rule, 'good.md')).toEqual([]))
})

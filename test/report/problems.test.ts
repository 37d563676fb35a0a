import {readdirSync, readFileSync} from 'node:fs'
import {expect, test} from 'vitest'
import type {Problem} from '../../src/problem.ts'
import {renderProblemAnnotations} from '../../src/report/annotations.ts'
import {renderProblems, renderProblemsJson} from '../../src/report/problems.ts'

const fixtures = new URL('../fixtures/problems/', import.meta.url)
const names = readdirSync(fixtures).sort()

test('has fixtures', () => expect(names).not.toEqual([]))

test.for(names)('%s', async (name) => {
  const problems = JSON.parse(readFileSync(new URL(`${name}/problems.json`, fixtures), 'utf8')) as readonly Problem[]
  await expect(renderProblems(problems, 14)).toMatchFileSnapshot(`../fixtures/problems/${name}/text.txt`)
  await expect(renderProblemsJson(problems)).toMatchFileSnapshot(`../fixtures/problems/${name}/check.json`)
  await expect(renderProblemAnnotations(problems)).toMatchFileSnapshot(`../fixtures/problems/${name}/annotations.txt`)
})

test('says that nothing was found', () => {
  expect(renderProblems([], 1)).toBe('0 errors, 0 warnings, 0 notes, 0 unchecked claims in 1 page\n')
})

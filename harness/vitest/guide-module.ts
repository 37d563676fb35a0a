import type {Plan} from '../../src/plan/plan.ts'
import type {Problem} from '../../src/problem.ts'

/**
 * The source of the test file that stands for a guide.
 *
 * Each block's test is declared on the line where the block begins in the page, so that editors and reporters point there
 * without a source map.
 *
 * @param worker address of the module that exports `defineGuide`
 */
export function guideModule(plan: Plan, worker: string): string {
  const imports =
    `import {test, describe, beforeAll, afterAll, inject} from 'vitest'; ` +
    `import {defineGuide} from ${JSON.stringify(worker)}; ` +
    `const declare = defineGuide(${JSON.stringify(plan)}, {test, describe, beforeAll, afterAll, inject});`
  const lines = plan.blocks.map((block) => (block.page === plan.path ? block.line : null))
  return declareAt(lines, imports)
}

/**
 * The source of the test file that stands for a page with errors: a test that fails for each, where the error is.
 *
 * @param worker address of the module that exports `defineProblems`
 */
export function problemsModule(path: string, problems: readonly Problem[], worker: string): string {
  const sorted = [...problems].sort((a, b) => lineIn(path, a) - lineIn(path, b))
  const imports =
    `import {test} from 'vitest'; ` +
    `import {defineProblems} from ${JSON.stringify(worker)}; ` +
    `const declare = defineProblems(${JSON.stringify(sorted)}, {test});`
  return declareAt(
    sorted.map((problem) => lineIn(path, problem)),
    imports
  )
}

const lineIn = (path: string, {place}: Problem): number => (place.file === path ? place.line : 1)

/** Call `declare` with each index on a line of its own choice, or right behind the one before. */
function declareAt(wanted: readonly (number | null)[], imports: string): string {
  const lines = [imports]
  for (const [index, line] of wanted.entries()) {
    while (line !== null && lines.length < line) lines.push('')
    const last = lines.length - 1
    lines[last] = `${lines[last]} declare(${index});`
  }
  return `${lines.join('\n')}\n`
}

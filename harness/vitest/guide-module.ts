import type {Plan} from '../../src/plan/plan.ts'

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
    `const block = defineGuide(${JSON.stringify(plan)}, {test, describe, beforeAll, afterAll, inject});`
  const lines = [imports]
  for (const [index, block] of plan.blocks.entries()) {
    while (block.page === plan.path && lines.length < block.line) lines.push('')
    const last = lines.length - 1
    lines[last] = `${lines[last]} block(${index});`
  }
  return `${lines.join('\n')}\n`
}

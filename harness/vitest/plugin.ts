import {dirname, extname, join, relative} from 'node:path'
import {fileURLToPath} from 'node:url'
import type {Plugin} from 'vitest/config'
import type {Plan} from '../../src/plan/plan.ts'
import {guideModule} from './guide-module.ts'

/** Where the modules that run in workers lie, and with which extension: built or as TypeScript. */
const here = fileURLToPath(import.meta.url)

/** The module that defines a guide's tests. */
export const workerModule: string = join(dirname(here), `worker${extname(here)}`)

/**
 * Turn the pages of planned guides into test files.
 *
 * @param cwd that the paths of plans are relative to
 */
export function guidePages(plans: ReadonlyMap<string, Plan>, cwd: string): Plugin {
  return {
    name: 'guiderail:pages',
    enforce: 'pre',
    load(id) {
      const path = relative(cwd, id.replace(/\?.*$/, '')).replaceAll('\\', '/')
      const plan = plans.get(path)
      return plan === undefined ? null : guideModule(plan, workerModule)
    }
  }
}

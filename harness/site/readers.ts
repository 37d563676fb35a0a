import {fileURLToPath} from 'node:url'
import * as errors from '../../src/errors.ts'
import {type Bundle, runBundle} from '../bundle.ts'

/** The bundle of what reads pages: where it is built, the modules in it are only doors to it (`scripts/bundle.ts`). */
export const readers: Bundle = runBundle(fileURLToPath(new URL('./readers.cjs', import.meta.url)), {
  './errors': errors
})

import {guiderail} from 'guiderail/vitest'
import {defineConfig} from 'vitest/config'

// Guides stand among the tests of `vitest`: `mode: 'live'` runs them, `replay` judges recordings of such runs.
export default defineConfig({plugins: [guiderail({guides: ['guides'], mode: 'replay'})]})

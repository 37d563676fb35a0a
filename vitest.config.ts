import {defineConfig} from 'vitest/config'

/** Only what hangs takes so long, in milliseconds: the longest test takes 20 s on a quiet machine, a busy one is ten times slower. */
const hanging = 300_000

/** Clusters are heavy: one file at a time. */
const live = {testTimeout: 900_000, hookTimeout: 300_000, fileParallelism: false}
const stopsEngine = 'test/live/engine.test.ts'

export default defineConfig({
  test: {
    // Most tests wait for processes of their own; a worker for each core keeps them all busy.
    maxWorkers: '100%',
    projects: [
      {test: {name: 'unit', include: ['test/**/*.test.ts'], exclude: ['test/live/**'], testTimeout: hanging}},
      {
        test: {
          name: 'live',
          include: ['test/live/**/*.test.ts'],
          exclude: [stopsEngine],
          sequence: {groupOrder: 1},
          ...live
        }
      },
      // Last, when nobody else needs the engine. Both say when: one worker without an order of its own comes after all others.
      {test: {name: 'live-engine', include: [stopsEngine], sequence: {groupOrder: 2}, ...live}}
    ]
  }
})

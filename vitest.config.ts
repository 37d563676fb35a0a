import {defineConfig} from 'vitest/config'

export default defineConfig({
  test: {
    // Most tests wait for processes of their own; a worker for each core keeps them all busy.
    maxWorkers: '100%',
    projects: [
      {test: {name: 'unit', include: ['test/**/*.test.ts'], exclude: ['test/live/**'], testTimeout: 60_000}},
      {
        // Clusters are heavy: one file at a time.
        test: {
          name: 'live',
          include: ['test/live/**/*.test.ts'],
          testTimeout: 900_000,
          hookTimeout: 300_000,
          fileParallelism: false
        }
      }
    ]
  }
})

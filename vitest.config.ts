import type {ViteUserConfig} from 'vitest/config'

const config: ViteUserConfig = {
  test: {
    projects: [
      {test: {name: 'unit', include: ['test/**/*.test.ts'], exclude: ['test/live/**'], testTimeout: 60_000}},
      // Clusters are heavy: one file at a time, and nothing is tried again.
      {
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
}

export default config

import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    name: 'sdk-js',
    include: ['src/**/*.test.ts'],
    testTimeout: 15_000,
    // They wait for timers far more than they work.
    maxWorkers: 4,
  },
})

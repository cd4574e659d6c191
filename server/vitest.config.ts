import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    name: 'server',
    include: ['{src,simulator,test}/**/*.test.ts'],
    globalSetup: ['test/global-setup.ts'],
    pool: 'forks',
    // Real databases and processes on a busy machine; a test that hangs still ends.
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})

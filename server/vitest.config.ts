import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    name: 'server',
    include: ['{src,simulator,test}/**/*.test.ts'],
    globalSetup: ['test/global-setup.ts'],
    pool: 'forks',
    // One file at a time: what a reader of the outbox may pass on depends on the oldest transaction of the whole
    // Postgres, other databases included, so files beside each other would change each other's answers.
    fileParallelism: false,
    // One process for all: a process a file, each loading the server anew, costs half as much again.
    isolate: false,
    // Real databases and processes on a busy machine; a test that hangs still ends.
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})

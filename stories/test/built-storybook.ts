/** Builds Storybook as it is published, and serves it while the tests run. */
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { preview } from 'vite'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the built Storybook is served, without a slash at the end. */
    storybook: string
  }
}

const folder = fileURLToPath(new URL('..', import.meta.url))

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await promisify(execFile)('node_modules/.bin/storybook', ['build', '--quiet'], {
    cwd: folder,
    maxBuffer: 1e8,
  })
  const server = await preview({
    root: folder,
    configFile: false,
    build: { outDir: 'storybook-static' },
    preview: { host: '127.0.0.1', port: 0 },
    logLevel: 'silent',
  })
  const [address = ''] = server.resolvedUrls?.local ?? []
  project.provide('storybook', address.replace(/\/$/, ''))
  return () => server.close()
}

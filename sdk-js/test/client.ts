import { onTestFinished, vi } from 'vitest'
import { createCredits } from '../src/index.ts'
import type { CreditsOptions, Resource, Snapshot } from '../src/types.ts'
import { session, startServer, type TestServer } from './server.ts'

/** A client of a test's server, closed with the test. */
export function client(server: TestServer, options: Partial<CreditsOptions> = {}) {
  const fetchSession = vi.fn(async () => session())
  const credits = createCredits({ baseUrl: server.baseUrl, fetchSession, ...options })
  onTestFinished(() => credits.close())
  return { credits, fetchSession }
}

export async function serverAndClient(options?: Partial<CreditsOptions>) {
  const server = await startServer()
  return { server, ...client(server, options) }
}

/** Subscribes, and resolves with the first snapshot that fits. */
export function until<T>(
  resource: Resource<T>,
  fits: (snapshot: Snapshot<T>) => boolean,
): Promise<Snapshot<T>> {
  return new Promise((resolve) => {
    const check = (): void => {
      const snapshot = resource.getSnapshot()
      if (fits(snapshot)) resolve(snapshot)
    }
    onTestFinished(resource.subscribe(check))
    check()
  })
}

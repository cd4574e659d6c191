/** A real client whose server plays a scenario, for tests of elements. `fetch` is put back after the test. */
import { createCredits } from '@creditkit/sdk'
import type { CreditsClient } from '@creditkit/sdk'
import { onTestFinished, vi } from 'vitest'
import { resetScenarios, scenarioFetch, scenarioSession } from '../scenarios/index.ts'
import type { ScenarioName } from '../scenarios/index.ts'

/** The instant that the data of scenarios lead up to in tests: a Saturday afternoon. */
export const NOW = Date.parse('2026-11-21T15:30:00Z')

export function clientIn(scenario: ScenarioName): CreditsClient {
  resetScenarios()
  vi.useFakeTimers({ toFake: ['Date'], now: NOW })
  vi.stubGlobal('fetch', scenarioFetch({ now: NOW }))
  const client = createCredits({
    baseUrl: `https://credits.test/${scenario}`,
    fetchSession: scenarioSession,
    updates: 'none',
  })
  onTestFinished(() => {
    client.close()
    vi.unstubAllGlobals()
    vi.useRealTimers()
  })
  return client
}

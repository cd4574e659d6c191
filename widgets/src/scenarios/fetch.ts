import { answer, type AnswerOptions } from './answer.ts'

/**
 * A `fetch` that answers from the scenarios and passes every other request on.
 *
 * @example vi.stubGlobal('fetch', scenarioFetch({ now: Date.parse('2026-11-21T15:30:00Z') }))
 */
export function scenarioFetch(options: AnswerOptions = {}): typeof fetch {
  const passOn = globalThis.fetch
  return async (input, init) => {
    const request = new Request(input, init)
    const answered = answer(request, options)
    if (!answered) return passOn(input, init)
    const { signal } = request
    const aborted = new Promise<never>((_, reject) => {
      const fail = (): void => reject(signal.reason as Error)
      if (signal.aborted) fail()
      else signal.addEventListener('abort', fail, { once: true })
    })
    const response = await Promise.race([answered, aborted])
    if (response.type === 'error') throw new TypeError('Failed to fetch')
    return response
  }
}

/** The session of every scenario, as the host's `fetchSession` would get it. */
export function scenarioSession(): Promise<{ token: string; expiresAt: string }> {
  return Promise.resolve({
    token: 'scenario',
    expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
  })
}

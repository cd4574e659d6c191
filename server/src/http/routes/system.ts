import * as z from 'zod'
import { Answer } from '../answer.ts'
import { operation } from '../operation.ts'
import { route, type Route } from '../router.ts'
import type { Services } from '../services.ts'

const open = { tag: 'System', security: 'none', method: 'get' } as const

const Health = z.strictObject({ status: z.enum(['ok', 'unavailable']) }).meta({ id: 'Health' })

const KeySet = z
  .strictObject({ keys: z.array(z.record(z.string(), z.unknown())) })
  .meta({ id: 'KeySet', description: 'RFC 7517.' })

export const getHealth = operation({
  ...open,
  operationId: 'getHealth',
  path: '/healthz',
  summary: 'Say whether the process is alive',
  answer: Health,
})

export const getReadiness = operation({
  ...open,
  operationId: 'getReadiness',
  path: '/readyz',
  summary: 'Say whether requests can be served',
  answer: Health,
  statuses: { 200: 'Ready', 503: 'The database does not answer, or the server is stopping' },
})

export const getKeySet = operation({
  ...open,
  operationId: 'getKeySet',
  path: '/.well-known/jwks.json',
  summary: 'Read the public keys that session tokens are signed with',
  answer: KeySet,
})

export const getMetrics = operation({
  tag: 'System',
  method: 'get',
  security: 'secret',
  operationId: 'getMetrics',
  path: '/metrics',
  summary: 'Read figures for Prometheus',
  answer: z.string(),
  answerType: 'text/plain',
})

/**
 * @param ready whether requests can be served now
 * @param metrics the figures in Prometheus' text form
 */
export function systemRoutes(
  { access }: Services,
  ready: () => Promise<boolean>,
  metrics: () => Promise<string>,
): Route[] {
  return [
    route(getHealth, async () => await Promise.resolve({ status: 'ok' as const })),
    route(getReadiness, async () =>
      (await ready()) ? { status: 'ok' as const } : new Answer(503, { status: 'unavailable' as const }),
    ),
    route(getMetrics, metrics),
    route(getKeySet, async () => {
      const keys = (await access.signingKeys.published()).map((key) => ({ ...key }))
      return new Answer(200, { keys }, { 'Cache-Control': 'public, max-age=300' })
    }),
  ]
}

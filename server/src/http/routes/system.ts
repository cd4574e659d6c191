import * as z from 'zod'
import { operation } from '../operation.ts'

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

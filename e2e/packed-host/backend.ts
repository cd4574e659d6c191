/** A host's backend, compiled and never run. */
import type { IncomingMessage } from 'node:http'
import { CreditsError, createCreditsServer, requireCredits, withCredits } from '@creditkit/sdk/node'

const credits = createCreditsServer({ baseUrl: 'https://credits.example.com', secretKey: 'sk_test' })

const toCharge = { customer: 'a', currency: 'ai-credits', feature: 'image' }

export const middleware = requireCredits<IncomingMessage>(credits, () => toCharge)

export const handler = withCredits(
  credits,
  () => toCharge,
  () => new Response('drawn'),
)

export async function isSpent(): Promise<boolean> {
  try {
    await credits.consume(toCharge, { idempotencyKey: 'work-1' })
    return false
  } catch (error) {
    return error instanceof CreditsError && error.code === 'insufficient_credits'
  }
}

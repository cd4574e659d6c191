import type Stripe from 'stripe'
import type { DeliveryAction } from '../control/faults.ts'
import type { StoredEvent } from '../state/state.ts'
import { signatureHeader } from './signing.ts'

const TEN_MINUTES = 600

/** The body and the headers with which an event goes to an endpoint, with what faults make of them. */
export const signed = (
  event: StoredEvent,
  endpoint: Stripe.WebhookEndpoint,
  at: number,
  actions: readonly DeliveryAction[],
): { body: string; headers: Record<string, string> } => {
  const isLive = actions.some((action) => action.type === 'livemode')
  const isAltered = actions.some((action) => action.type === 'alter')
  const fault = actions.find((action) => action.type === 'signature')?.signature
  const payload = JSON.stringify({ ...event, ...(isLive ? { livemode: true } : {}) }, null, 2)
  const secret =
    fault === 'wrong' ? 'whsec_not_the_secret' : fault === 'empty_secret' ? '' : (endpoint.secret ?? '')
  const offset = fault === 'old' ? -TEN_MINUTES : fault === 'future' ? TEN_MINUTES : 0
  const header = signatureHeader(payload, secret, at + offset)
  return {
    body: isAltered ? `${payload}\n` : payload,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
      ...(fault === 'none'
        ? {}
        : { 'stripe-signature': fault === 'v0' ? header.replace(',v1=', ',v0=') : header }),
    },
  }
}

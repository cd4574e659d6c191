import { Stripe } from 'stripe'
import type pg from 'pg'
import { isHandled } from './event-types.ts'
import { storeEvent } from './inbox.ts'

export interface ReceiverOptions {
  readonly pool: pg.Pool
  readonly stripe: Stripe
  /** Any of them may have signed, so that a secret can be replaced without losing an event. */
  readonly secrets: readonly string[]
  readonly livemode: boolean
  /** Told of each new event that has to be handled: wakes the worker. */
  readonly onEvent?: () => void
}

/** The request is not a webhook of ours: 400, and nothing is stored. */
export class WebhookRefusedError extends Error {
  override readonly name = 'WebhookRefusedError'
}

export interface Receiver {
  /**
   * One insert, and no call to Stripe. When it returns the event is safe: answer 200.
   *
   * @param body the raw bytes, before any parser
   * @param signature the `Stripe-Signature` header
   * @throws WebhookRefusedError: answer 400. Anything else: answer 5xx, and Stripe comes again.
   */
  receive(body: Buffer, signature: string | undefined): Promise<void>
}

/** Seconds that a signature may be old, which is also how far ahead the sender's clock may be. */
const TOLERANCE = 300

/** @throws RangeError without a secret: anyone could sign with an empty one */
export function createReceiver(options: ReceiverOptions): Receiver {
  const { pool, stripe, secrets, livemode, onEvent } = options
  if (secrets.length === 0 || secrets.some((secret) => secret.trim() === '')) {
    throw new RangeError('The webhook secret is missing or empty.')
  }
  return {
    async receive(body, signature) {
      const event = verify(stripe, body, signature, secrets)
      const isNew = await storeEvent(pool, event, body, 'webhook', livemode)
      if (isNew && isHandled(event.type)) onEvent?.()
    },
  }
}

function verify(
  stripe: Stripe,
  body: Buffer,
  signature: string | undefined,
  secrets: readonly string[],
): Stripe.Event {
  if (signature === undefined || isFromTheFuture(signature))
    throw new WebhookRefusedError('The signature is missing or dated wrongly.')
  for (const secret of secrets) {
    const event = tryVerify(stripe, body, signature, secret)
    if (event) return event
  }
  throw new WebhookRefusedError('The signature does not match.')
}

function tryVerify(stripe: Stripe, body: Buffer, signature: string, secret: string): Stripe.Event | null {
  try {
    const event = stripe.webhooks.constructEvent(body, signature, secret, TOLERANCE)
    if (isEvent(event)) return event
  } catch (error) {
    if (error instanceof Stripe.errors.StripeSignatureVerificationError) return null
    throw new WebhookRefusedError('The body is not an event that is expected here.', { cause: error })
  }
  throw new WebhookRefusedError('The body is not an event.')
}

/** The client accepts a signature of any date to come, and of several dates the last one. */
function isFromTheFuture(signature: string): boolean {
  const dates = signature.matchAll(/(?:^|,)\s*t=(\d{1,15})/g)
  return [...dates].some(([, date]) => Number(date) > Date.now() / 1000 + TOLERANCE)
}

function isEvent(value: unknown): value is Stripe.Event {
  const { id, object, type, created, livemode } = (value ?? {}) as Record<string, unknown>
  return (
    object === 'event' &&
    typeof id === 'string' &&
    typeof type === 'string' &&
    typeof created === 'number' &&
    typeof livemode === 'boolean'
  )
}

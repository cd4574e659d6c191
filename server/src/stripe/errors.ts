import { setTimeout as wait } from 'node:timers/promises'
import { Stripe } from 'stripe'
import { GatewayError } from '../top-ups/index.ts'

const { errors } = Stripe

/** The client itself tries again after a lost connection and a 5xx, but not after "too many requests". */
const RATE_LIMIT_DELAYS = [300, 900]

/** Runs a call to Stripe and puts what it refuses in the words of the top-ups. */
export async function callStripe<Result>(work: () => Promise<Result>): Promise<Result> {
  for (const delay of [...RATE_LIMIT_DELAYS, null]) {
    try {
      // oxlint-disable-next-line no-await-in-loop -- the next try only if this one came too soon
      return await work()
    } catch (error) {
      if (!(error instanceof errors.StripeError)) throw error
      if (delay === null || !(error instanceof errors.StripeRateLimitError)) throw translate(error)
      // oxlint-disable-next-line no-await-in-loop
      await wait(delay)
    }
  }
  throw new GatewayError('unavailable', 'Stripe does not answer.')
}

function translate(error: Stripe.errors.StripeError): GatewayError {
  const { message, code, param, statusCode } = error
  if (error instanceof errors.StripeCardError) {
    return new GatewayError('declined', message, {
      cause: error,
      declineCode: error.decline_code ?? code ?? 'declined',
    })
  }
  if (error instanceof errors.StripeIdempotencyError) {
    // 409: the first request is still running. 400: the key belongs to other parameters, for a day.
    return new GatewayError('unavailable', message, { cause: error, keySpent: statusCode !== 409 })
  }
  if (error instanceof errors.StripeInvalidRequestError) {
    if (statusCode === 409) return new GatewayError('unavailable', message, { cause: error })
    if (code !== 'resource_missing') return new GatewayError('refused', message, { cause: error })
    return new GatewayError(param === 'customer' ? 'customer_missing' : 'not_found', message, {
      cause: error,
    })
  }
  // A stored answer is given again to the same key: a 5xx is one, a rate limit and a lost connection are not.
  return new GatewayError('unavailable', message, { cause: error, keySpent: (statusCode ?? 0) >= 500 })
}

/**
 * The client takes an answer without an error in it, from a proxy say, for a success. So every answer has to be
 * what was asked for.
 *
 * @throws GatewayError `unavailable`
 */
export function expectObject<Answer extends { id: string; object: string }>(
  answer: Answer,
  object: Answer['object'],
): Answer {
  const { id, object: kind } = answer as Partial<Answer>
  if (kind === object && typeof id === 'string' && id !== '') return answer
  throw new GatewayError('unavailable', `Something between us and Stripe answered without a ${object}.`)
}

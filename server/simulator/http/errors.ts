import type Stripe from 'stripe'

/** What stands under `error` in an answer that refuses. */
export interface ErrorBody {
  type: 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error' | 'rate_limit_error'
  message: string
  code?: string
  decline_code?: string
  advice_code?: string
  param?: string
  doc_url?: string
  request_log_url?: string
  charge?: string
  payment_intent?: Stripe.PaymentIntent
  payment_method?: Stripe.PaymentMethod
  payment_method_type?: string
  setup_intent?: Stripe.SetupIntent
}

/** A refusal in Stripe's words: an HTTP status with Stripe's error envelope. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly status: number
  readonly body: ErrorBody
  /** Whether the call had begun: only then does an idempotency key keep the answer. */
  readonly begun: boolean

  constructor(status: number, body: ErrorBody, begun = true) {
    super(body.message)
    this.status = status
    this.body = body.code
      ? { doc_url: `https://stripe.com/docs/error-codes/${body.code.replaceAll('_', '-')}`, ...body }
      : body
    this.begun = begun
  }
}

/** 400, the ordinary refusal of a request that makes no sense. */
export const invalid = (message: string, param?: string, code?: string): Refusal =>
  new Refusal(400, {
    type: 'invalid_request_error',
    message,
    ...(param === undefined ? {} : { param }),
    ...(code === undefined ? {} : { code }),
  })

/** A parameter that was refused before anything began: no idempotency key keeps this answer. */
export const invalidParameter = (message: string, param: string, code?: string): Refusal =>
  new Refusal(
    400,
    { type: 'invalid_request_error', message, param, ...(code === undefined ? {} : { code }) },
    false,
  )

/** 404 for an id in the path; 400 for an id in a parameter, which is then named. */
export const missing = (kind: string, id: string, param?: string): Refusal =>
  new Refusal(param === undefined ? 404 : 400, {
    type: 'invalid_request_error',
    code: 'resource_missing',
    message: `No such ${kind}: '${id}'`,
    param: param ?? 'id',
  })

import { randomUUID } from 'node:crypto'
import { Stripe } from 'stripe'
import { afterAll, describe, expect, test } from 'vitest'
import { startRig } from './simulator-with-client.ts'

/** One suite for two targets: what holds for the simulator holds for Stripe's test mode, and the other way round. */
const testModeKey = process.env['STRIPE_TEST_KEY']

const rig = await startRig()
const targets: { name: string; stripe: Stripe }[] = [{ name: 'the simulator', stripe: rig.stripe }]
if (testModeKey) targets.push({ name: "Stripe's test mode", stripe: new Stripe(testModeKey) })
else {
  process.stdout.write(
    "SKIPPED: the contract suite against Stripe's test mode, because STRIPE_TEST_KEY is not set. It ran against the simulator.\n",
  )
}
afterAll(() => rig.close())

const refusal = async (call: Promise<unknown>): Promise<Stripe.errors.StripeError> => {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (error instanceof Stripe.errors.StripeError) return error
  throw new Error('The call was not refused.', { cause: error })
}

const line = (amount: number, currency = 'usd'): Stripe.Checkout.SessionCreateParams.LineItem => ({
  price_data: { currency, unit_amount: amount, product_data: { name: 'Credits' } },
  quantity: 1,
})

const hosted = (
  more: Partial<Stripe.Checkout.SessionCreateParams> = {},
): Stripe.Checkout.SessionCreateParams => ({
  mode: 'payment',
  success_url: 'https://example.com/paid?session={CHECKOUT_SESSION_ID}',
  cancel_url: 'https://example.com/cancelled',
  line_items: [line(2250)],
  adaptive_pricing: { enabled: false },
  ...more,
})

/** Parameters that no longer exist cannot be written in the client's types. */
const untyped = (params: object): Stripe.Checkout.SessionCreateParams => params

describe.each(targets)('$name', ({ stripe }) => {
  const card = (customer: string, paymentMethod: string): Promise<Stripe.PaymentMethod> =>
    stripe.paymentMethods.attach(paymentMethod, { customer })

  const offSession = (
    customer: string,
    method: string,
    more: Partial<Stripe.PaymentIntentCreateParams> = {},
  ) =>
    stripe.paymentIntents.create({
      amount: 5000,
      currency: 'usd',
      customer,
      payment_method: method,
      off_session: true,
      confirm: true,
      ...more,
    })

  test('a new session is open and unpaid, with totals and a page', async () => {
    const customer = await stripe.customers.create({ name: 'Contract suite' })
    const session = await stripe.checkout.sessions.create(
      hosted({ customer: customer.id, client_reference_id: 'order', metadata: { order: '1' } }),
    )
    expect(session).toMatchObject({
      object: 'checkout.session',
      status: 'open',
      payment_status: 'unpaid',
      ui_mode: 'hosted_page',
      amount_subtotal: 2250,
      amount_total: 2250,
      currency: 'usd',
      customer: customer.id,
      client_reference_id: 'order',
      payment_intent: null,
      livemode: false,
      metadata: { order: '1' },
    })
    expect(session.url).toMatch(/^https?:\/\//)
    expect(session.id).toMatch(/^cs_test_/)
  })

  test('line items are there when they are asked for, with their price whole', async () => {
    const { id } = await stripe.checkout.sessions.create(hosted())
    const plain = await stripe.checkout.sessions.retrieve(id)
    expect(plain.line_items).toBeUndefined()
    const { line_items: lines } = await stripe.checkout.sessions.retrieve(id, { expand: ['line_items'] })
    expect(lines?.data).toMatchObject([
      { quantity: 1, amount_total: 2250, price: { unit_amount: 2250, currency: 'usd' } },
    ])
  })

  test('what cannot be expanded is refused', async () => {
    const { id } = await stripe.checkout.sessions.create(hosted())
    const error = await refusal(stripe.checkout.sessions.retrieve(id, { expand: ['nonsense'] }))
    expect(error).toMatchObject({
      statusCode: 400,
      message: expect.stringContaining('cannot be expanded') as string,
    })
  })

  test('an expired session has no page and cannot be expired again', async () => {
    const { id } = await stripe.checkout.sessions.create(hosted())
    expect(await stripe.checkout.sessions.expire(id)).toMatchObject({ status: 'expired', url: null })
    expect(await refusal(stripe.checkout.sessions.expire(id))).toMatchObject({
      statusCode: 400,
      type: 'StripeInvalidRequestError',
    })
  })

  test.each([
    ['an unknown parameter', { colour: 'red' }, 'parameter_unknown', 'colour'],
    [
      'payment_method_types, which is gone',
      { payment_method_types: ['card'] },
      'parameter_unknown',
      'payment_method_types',
    ],
    ['a mode that there never was', { mode: 'gift' }, undefined, 'mode'],
    ['the old name of ui_mode', { ui_mode: 'hosted' }, undefined, 'ui_mode'],
    [
      'a fraction of a cent',
      { line_items: [line(10.5)] },
      'parameter_invalid_integer',
      'line_items[0][price_data][unit_amount]',
    ],
    ['too little', { line_items: [line(10)] }, 'amount_too_small', undefined],
    ['an unknown customer', { customer: 'cus_unknown' }, 'resource_missing', 'customer'],
    ['an expiry too soon', { expires_at: Math.floor(Date.now() / 1000) + 60 }, undefined, 'expires_at'],
    ['a return_url on a hosted page', { return_url: 'https://example.com' }, undefined, 'return_url'],
  ])('a session with %s is refused', async (_what, more, code, param) => {
    const error = await refusal(stripe.checkout.sessions.create(untyped({ ...hosted(), ...more })))
    expect(error).toMatchObject({ statusCode: 400, type: 'StripeInvalidRequestError' })
    expect(error.requestId).toMatch(/^req_/)
    if (code !== undefined) expect(error.code).toBe(code)
    if (param !== undefined) expect(error.param).toBe(param)
  })

  test('an embedded session has a client secret, and takes a return_url in the place of a success_url', async () => {
    const { success_url: _success, cancel_url: _cancel, ...rest } = hosted()
    const session = await stripe.checkout.sessions.create({
      ...rest,
      ui_mode: 'embedded_page',
      return_url: 'https://example.com/back',
    })
    expect(session).toMatchObject({ ui_mode: 'embedded_page', url: null, redirect_on_completion: 'always' })
    expect(session.client_secret).toContain(`${session.id}_secret_`)
    const both = untyped({ ...hosted(), ui_mode: 'embedded_page', return_url: 'https://example.com' })
    expect(await refusal(stripe.checkout.sessions.create(both))).toMatchObject({ statusCode: 400 })
  })

  test('an idempotency key gives the same answer again, and refuses other parameters', async () => {
    const idempotencyKey = randomUUID()
    const first = await stripe.customers.create({ name: 'Once' }, { idempotencyKey })
    const second = await stripe.customers.create({ name: 'Once' }, { idempotencyKey })
    expect(second.id).toBe(first.id)
    expect(second.lastResponse.headers['idempotent-replayed']).toBe('true')
    const error = await refusal(stripe.customers.create({ name: 'Twice' }, { idempotencyKey }))
    expect(error).toMatchObject({ statusCode: 400, type: 'StripeIdempotencyError' })
  })

  test('a saved card is charged off session', async () => {
    const { id: customer } = await stripe.customers.create()
    const method = await card(customer, 'pm_card_visa')
    const intent = await offSession(customer, method.id, { expand: ['latest_charge.balance_transaction'] })
    expect(intent).toMatchObject({ status: 'succeeded', amount_received: 5000, payment_method: method.id })
    expect(intent.latest_charge).toMatchObject({
      object: 'charge',
      paid: true,
      balance_transaction: { amount: 5000 },
    })
  })

  test('a decline off session is a 402 with the PaymentIntent inside', async () => {
    const { id: customer } = await stripe.customers.create()
    const method = await card(customer, 'pm_card_chargeCustomerFail')
    const error = await refusal(offSession(customer, method.id))
    expect(error).toMatchObject({
      statusCode: 402,
      type: 'StripeCardError',
      code: 'card_declined',
      payment_intent: { status: 'requires_payment_method', last_payment_error: { code: 'card_declined' } },
    })
    expect(error.decline_code).toBeTruthy()
  })

  test('a card that needs its holder is declined off session with authentication_required', async () => {
    const { id: customer } = await stripe.customers.create()
    const method = await card(customer, 'pm_card_authenticationRequired')
    expect(await refusal(offSession(customer, method.id))).toMatchObject({
      statusCode: 402,
      code: 'authentication_required',
    })
  })

  test('the same card has the same fingerprint, whoever attaches it', async () => {
    const customers = await Promise.all([stripe.customers.create(), stripe.customers.create()])
    const methods = await Promise.all(customers.map(({ id }) => card(id, 'pm_card_visa')))
    expect(methods[0]?.card?.fingerprint).toBe(methods[1]?.card?.fingerprint)
    expect(methods[0]?.id).not.toBe(methods[1]?.id)
  })

  test('refunds add up to the charge and no further', async () => {
    const { id: customer } = await stripe.customers.create()
    const method = await card(customer, 'pm_card_visa')
    const intent = await offSession(customer, method.id)
    const part = await stripe.refunds.create({ payment_intent: intent.id, amount: 2000 })
    expect(part).toMatchObject({
      object: 'refund',
      status: 'succeeded',
      amount: 2000,
      payment_intent: intent.id,
    })
    expect(await refusal(stripe.refunds.create({ payment_intent: intent.id, amount: 3001 }))).toMatchObject({
      statusCode: 400,
    })
    await stripe.refunds.create({ payment_intent: intent.id })
    expect(await refusal(stripe.refunds.create({ payment_intent: intent.id }))).toMatchObject({
      code: 'charge_already_refunded',
    })
    const refunds = await stripe.refunds.list({ payment_intent: intent.id })
    expect(refunds.data.map(({ amount }) => amount)).toEqual([3000, 2000])
  })

  test('lists come newest first, in pages that join without a gap', async () => {
    const { id: customer } = await stripe.customers.create()
    for (let index = 0; index < 3; index += 1) {
      // One after another, for their order is what is tested.
      // oxlint-disable-next-line no-await-in-loop
      await stripe.checkout.sessions.create(hosted({ customer, metadata: { index } }))
    }
    const first = await stripe.checkout.sessions.list({ customer, limit: 2 })
    expect([first.data.map(({ metadata }) => metadata?.['index']), first.has_more]).toEqual([
      ['2', '1'],
      true,
    ])
    const all = await stripe.checkout.sessions.list({ customer, limit: 2 }).autoPagingToArray({ limit: 10 })
    expect(all.map(({ metadata }) => metadata?.['index'])).toEqual(['2', '1', '0'])
  })

  test('a deleted customer is said to be deleted, and cannot be used', async () => {
    const { id } = await stripe.customers.create()
    await stripe.customers.del(id)
    expect(await stripe.customers.retrieve(id)).toMatchObject({ id, deleted: true })
    expect(await refusal(stripe.checkout.sessions.create(hosted({ customer: id })))).toMatchObject({
      code: 'resource_missing',
    })
  })

  test('a promotion code discounts a session', async () => {
    const coupon = await stripe.coupons.create({ percent_off: 20, duration: 'once' })
    const code = await stripe.promotionCodes.create({
      promotion: { type: 'coupon', coupon: coupon.id },
      code: `CONTRACT${Date.now()}`,
    })
    const session = await stripe.checkout.sessions.create(
      hosted({ discounts: [{ promotion_code: code.id }] }),
    )
    expect(session).toMatchObject({
      amount_subtotal: 2250,
      amount_total: 1800,
      total_details: { amount_discount: 450 },
    })
  })

  test('yen have no minor unit', async () => {
    const session = await stripe.checkout.sessions.create(hosted({ line_items: [line(500, 'jpy')] }))
    expect(session).toMatchObject({ amount_total: 500, currency: 'jpy' })
  })

  test('what happened is in the list of events', async () => {
    const { id } = await stripe.customers.create({ description: 'An event to find' })
    const { data } = await stripe.events.list({ types: ['customer.created'], limit: 20 })
    const event = data.find((candidate) => 'id' in candidate.data.object && candidate.data.object.id === id)
    expect(event).toMatchObject({ object: 'event', livemode: false, api_version: '2026-10-28.endive' })
  })
})

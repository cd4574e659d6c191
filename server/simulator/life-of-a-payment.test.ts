import type Stripe from 'stripe'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startRig } from './likeness/simulator-with-client.ts'
import type { Rig } from './likeness/simulator-with-client.ts'
import { idOf } from './payments/find.ts'

let rig: Rig

beforeEach(async () => {
  rig = await startRig()
})
// Closing checks the shape of every answer and event of the test.
afterEach(async () => {
  await rig.close()
  expect(rig.refused).toEqual([])
})

const openSession = async (
  more: Partial<Stripe.Checkout.SessionCreateParams> = {},
  amount = 3000,
  currency = 'usd',
): Promise<Stripe.Checkout.Session> => {
  const customer = await rig.stripe.customers.create({ email: 'buyer@example.com' })
  return await rig.stripe.checkout.sessions.create({
    mode: 'payment',
    customer: customer.id,
    success_url: 'https://example.com/?session={CHECKOUT_SESSION_ID}',
    line_items: [
      {
        price_data: { currency, unit_amount: amount, product_data: { name: 'Credits' } },
        quantity: 1,
        adjustable_quantity: { enabled: true },
      },
    ],
    payment_intent_data: { metadata: { order: 'order_1' } },
    ...more,
  })
}

const typesAfter = async (deed: () => Promise<unknown>): Promise<string[]> => {
  await rig.simulator.control.idle()
  const before = rig.received.length
  await deed()
  return rig.received
    .slice(before)
    .map(({ type }) => type)
    .sort()
}

describe('a session', () => {
  test('is paid: the intent carries the metadata of the order, and the session is complete', async () => {
    const { id } = await openSession({ invoice_creation: { enabled: true } })
    const types = await typesAfter(() => rig.simulator.control.pay(id))
    expect(types).toEqual(
      [
        'charge.succeeded',
        'checkout.session.completed',
        'invoice.created',
        'invoice.finalized',
        'invoice.paid',
        'invoice.payment_succeeded',
        'payment_intent.created',
        'payment_intent.succeeded',
      ].sort(),
    )
    const session = await rig.stripe.checkout.sessions.retrieve(id, {
      expand: ['line_items', 'payment_intent.latest_charge', 'invoice'],
    })
    expect(session).toMatchObject({
      status: 'complete',
      payment_status: 'paid',
      url: null,
      payment_intent: { metadata: { order: 'order_1' }, latest_charge: { paid: true, amount: 3000 } },
      invoice: { status: 'paid', total: 3000 },
    })
  })

  test('is paid by bank debit: complete and unpaid first, paid when it settles', async () => {
    const { id } = await openSession()
    const first = await typesAfter(() => rig.simulator.control.pay(id, { number: '000123456789' }))
    expect(first).toEqual([
      'charge.pending',
      'checkout.session.completed',
      'payment_intent.created',
      'payment_intent.processing',
    ])
    expect(await rig.stripe.checkout.sessions.retrieve(id)).toMatchObject({
      status: 'complete',
      payment_status: 'unpaid',
    })
    const then = await typesAfter(() => rig.simulator.control.settle(id, 'succeed'))
    expect(then).toEqual([
      'charge.succeeded',
      'checkout.session.async_payment_succeeded',
      'payment_intent.succeeded',
    ])
    expect(await rig.stripe.checkout.sessions.retrieve(id)).toMatchObject({ payment_status: 'paid' })
  })

  test('is paid by a bank debit that fails', async () => {
    const { id } = await openSession({}, 3000, 'eur')
    await rig.simulator.control.pay(id, { number: 'AT861904300235473202' })
    const then = await typesAfter(() => rig.simulator.control.settle(id, 'fail'))
    expect(then).toEqual([
      'charge.failed',
      'checkout.session.async_payment_failed',
      'payment_intent.payment_failed',
    ])
    expect(await rig.stripe.checkout.sessions.retrieve(id)).toMatchObject({ payment_status: 'unpaid' })
  })

  test('is declined, stays open, and is paid with another card by the same intent', async () => {
    const { id } = await openSession()
    expect(await rig.simulator.control.pay(id, { number: '4000000000009995' })).toMatchObject({
      type: 'declined',
      decline: { declineCode: 'insufficient_funds' },
    })
    const { status, payment_intent: first } = await rig.stripe.checkout.sessions.retrieve(id)
    expect(status).toBe('open')
    await rig.simulator.control.pay(id)
    expect((await rig.stripe.checkout.sessions.retrieve(id)).payment_intent).toBe(first)
    expect(
      (await rig.stripe.charges.list({ payment_intent: idOf(first) ?? '' })).data.map(
        (charge) => charge.status,
      ),
    ).toEqual(['succeeded', 'failed'])
  })

  test('with a code for the whole has no payment at all', async () => {
    const coupon = await rig.stripe.coupons.create({ percent_off: 100 })
    await rig.stripe.promotionCodes.create({ promotion: { type: 'coupon', coupon: coupon.id }, code: 'FREE' })
    const { id } = await openSession({ allow_promotion_codes: true })
    const types = await typesAfter(() => rig.simulator.control.pay(id, { promotionCode: 'free' }))
    expect(types).toEqual(['checkout.session.completed'])
    expect(await rig.stripe.checkout.sessions.retrieve(id)).toMatchObject({
      payment_status: 'no_payment_required',
      payment_intent: null,
      amount_total: 0,
    })
  })

  test('has tax on top, and its final quantity in its lines', async () => {
    const { id } = await openSession({ automatic_tax: { enabled: true } })
    await rig.simulator.control.pay(id, { quantity: 3 })
    expect(await rig.stripe.checkout.sessions.retrieve(id, { expand: ['line_items'] })).toMatchObject({
      amount_subtotal: 9000,
      amount_total: 10_800,
      total_details: { amount_tax: 1800 },
      line_items: { data: [{ quantity: 3, amount_subtotal: 9000, amount_tax: 1800, amount_total: 10_800 }] },
    })
  })

  test('expires by itself when its time has come', async () => {
    const { id } = await openSession()
    expect(await typesAfter(() => rig.simulator.control.advance(24 * 60 * 60 * 1000))).toEqual([
      'checkout.session.expired',
    ])
    expect(await rig.stripe.checkout.sessions.retrieve(id)).toMatchObject({ status: 'expired' })
  })

  test('in setup mode saves a card that can be charged afterwards', async () => {
    const { id: customer } = await rig.stripe.customers.create()
    const { id } = await rig.stripe.checkout.sessions.create({
      mode: 'setup',
      currency: 'usd',
      customer,
      success_url: 'https://example.com',
    })
    await rig.simulator.control.pay(id)
    const { data } = await rig.stripe.customers.listPaymentMethods(customer)
    expect(data).toMatchObject([{ type: 'card', allow_redisplay: 'always', customer }])
  })

  test('that saves the card shows it for the next time', async () => {
    const session = await openSession({ saved_payment_method_options: { payment_method_save: 'enabled' } })
    await rig.simulator.control.pay(session.id, { saves: true })
    const { data } = await rig.stripe.paymentMethods.list({
      customer: idOf(session.customer) ?? '',
      type: 'card',
    })
    expect(data).toMatchObject([{ allow_redisplay: 'always', card: { last4: '4242' } }])
  })
})

describe('a refund', () => {
  test('that is pending and then fails gives its money back to the account', async () => {
    const { id } = await openSession()
    await rig.simulator.control.pay(id, { number: '4000000000005126' })
    const intent = idOf((await rig.stripe.checkout.sessions.retrieve(id)).payment_intent) ?? ''
    const opened = await typesAfter(async () => {
      await rig.stripe.refunds.create({ payment_intent: intent })
      await rig.simulator.control.idle()
    })
    expect(opened).toEqual(['charge.refunded', 'refund.created'])
    const [refund] = (await rig.stripe.refunds.list({ payment_intent: intent })).data
    expect(refund).toMatchObject({ status: 'pending', amount: 3000 })
    const failed = await typesAfter(() => rig.simulator.control.settle(String(refund?.id), 'fail'))
    expect(failed).toEqual(['charge.refund.updated', 'refund.failed', 'refund.updated'])
    expect(await rig.stripe.refunds.retrieve(String(refund?.id))).toMatchObject({ status: 'failed' })
    expect((await rig.stripe.charges.list({ payment_intent: intent })).data).toMatchObject([
      { amount_refunded: 0, refunded: false },
    ])
  })

  test('from the dashboard can be of a part', async () => {
    const { id } = await openSession()
    await rig.simulator.control.pay(id)
    expect(await rig.simulator.control.refund(id, { amount: 1000 })).toMatchObject({
      status: 'succeeded',
      amount: 1000,
    })
    const { payment_intent } = await rig.stripe.checkout.sessions.retrieve(id, {
      expand: ['payment_intent.latest_charge.refunds'],
    })
    expect(payment_intent).toMatchObject({
      latest_charge: { amount_refunded: 1000, refunded: false, refunds: { data: [{ amount: 1000 }] } },
    })
  })
})

describe('a dispute', () => {
  test('takes the money when it opens and gives it back when it is won', async () => {
    const { id } = await openSession()
    await rig.simulator.control.pay(id)
    expect(await typesAfter(() => rig.simulator.control.openDispute(id))).toEqual([
      'charge.dispute.created',
      'charge.dispute.funds_withdrawn',
    ])
    const [dispute] = (await rig.stripe.disputes.list()).data
    expect(dispute).toMatchObject({
      status: 'needs_response',
      amount: 3000,
      balance_transactions: [{ amount: -3000 }],
    })
    await expect(rig.simulator.control.refund(id)).rejects.toThrow('charged back')
    expect(await typesAfter(() => rig.simulator.control.closeDispute(String(dispute?.id), 'won'))).toEqual([
      'charge.dispute.closed',
      'charge.dispute.funds_reinstated',
    ])
  })

  test('that is lost moves no money any more', async () => {
    const { id } = await openSession()
    await rig.simulator.control.pay(id)
    const dispute = await rig.simulator.control.openDispute(id)
    expect(await typesAfter(() => rig.simulator.control.closeDispute(dispute.id, 'lost'))).toEqual([
      'charge.dispute.closed',
    ])
    expect(await rig.stripe.disputes.retrieve(dispute.id)).toMatchObject({ status: 'lost' })
  })

  test('that is only an inquiry takes nothing, until it escalates', async () => {
    const { id } = await openSession()
    await rig.simulator.control.pay(id)
    const inquiry = await rig.simulator.control.openDispute(id, { isInquiry: true })
    expect(inquiry).toMatchObject({ status: 'warning_needs_response', balance_transactions: [] })
    expect(await typesAfter(() => rig.simulator.control.escalateInquiry(inquiry.id))).toEqual([
      'charge.dispute.funds_withdrawn',
      'charge.dispute.updated',
    ])
  })

  test('that is an inquiry is closed without any money having moved', async () => {
    const { id } = await openSession()
    await rig.simulator.control.pay(id)
    const inquiry = await rig.simulator.control.openDispute(id, { isInquiry: true })
    await rig.simulator.control.closeDispute(inquiry.id, 'won')
    expect(await rig.stripe.disputes.retrieve(inquiry.id)).toMatchObject({
      status: 'warning_closed',
      balance_transactions: [],
    })
  })

  test('follows by itself from the card for it, as does a fraud warning', async () => {
    const disputed = await openSession()
    expect(
      await typesAfter(() => rig.simulator.control.pay(disputed.id, { number: '4000000000000259' })),
    ).toContain('charge.dispute.funds_withdrawn')
    const warned = await openSession()
    expect(
      await typesAfter(() => rig.simulator.control.pay(warned.id, { number: '4000000000005423' })),
    ).toContain('radar.early_fraud_warning.created')
  })

  test('is decided by the evidence that Stripe has for tests', async () => {
    const { id } = await openSession()
    await rig.simulator.control.pay(id)
    const dispute = await rig.simulator.control.openDispute(id)
    const review = await rig.stripe.disputes.update(dispute.id, {
      evidence: { uncategorized_text: 'winning_evidence' },
      submit: true,
    })
    expect(review.status).toBe('under_review')
    expect(await rig.stripe.disputes.retrieve(dispute.id)).toMatchObject({ status: 'won' })
  })
})

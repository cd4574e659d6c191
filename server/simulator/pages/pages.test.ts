import type Stripe from 'stripe'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startRig } from '../likeness/simulator-with-client.ts'
import type { Rig } from '../likeness/simulator-with-client.ts'
import { idOf } from '../payments/find.ts'

let rig: Rig

beforeAll(async () => {
  rig = await startRig()
})
afterAll(() => rig.close())

const open = (more: Partial<Stripe.Checkout.SessionCreateParams> = {}): Promise<Stripe.Checkout.Session> =>
  rig.stripe.checkout.sessions.create({
    mode: 'payment',
    success_url: 'https://shop.example/paid?session={CHECKOUT_SESSION_ID}',
    cancel_url: 'https://shop.example/cart',
    line_items: [
      {
        price_data: { currency: 'usd', unit_amount: 1000, product_data: { name: '<b>Credits</b> & more' } },
        quantity: 2,
        adjustable_quantity: { enabled: true, maximum: 5 },
      },
    ],
    allow_promotion_codes: true,
    ...more,
  })

const get = (url: string): Promise<Response> => fetch(url, { redirect: 'manual' })

const post = (url: string, fields: Record<string, string>): Promise<Response> =>
  fetch(url, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' })

const CARD = { action: 'pay', method: 'card', expiry: '12 / 34', cvc: '123', email: 'buyer@example.com' }

const pay = (
  session: Stripe.Checkout.Session,
  number: string,
  more: Record<string, string> = {},
): Promise<Response> => post(session.url ?? '', { ...CARD, number, ...more })

describe('the hosted page', () => {
  test('shows what is bought as text, and that no money moves', async () => {
    const { url } = await open()
    const text = await (await get(url ?? '')).text()
    expect(text).toContain('&#60;b&#62;Credits&#60;/b&#62; &#38; more')
    expect(text).toContain('No money moves')
    expect(text).toContain('Pay $20.00')
    expect(text).toContain('https://shop.example/cart')
  })

  test('runs no script, and is not framed', async () => {
    const { url } = await open()
    const response = await get(url ?? '')
    const policy = response.headers.get('content-security-policy')
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'none'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(await response.text()).not.toContain('<script')
  })

  test('leads back to the shop with the id of the session when it is paid', async () => {
    const session = await open()
    const response = await pay(session, '4242 4242 4242 4242')
    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toBe(`https://shop.example/paid?session=${session.id}`)
    expect(await rig.stripe.checkout.sessions.retrieve(session.id)).toMatchObject({
      payment_status: 'paid',
      customer_details: { email: 'buyer@example.com' },
    })
    expect(await (await get(session.url ?? '')).text()).toContain('You have paid already')
  })

  test.each([
    ['4000000000000002', 402, 'Your card was declined.'],
    ['4000000000009995', 402, 'Your card has insufficient funds.'],
    ['4111111111111112', 422, 'not a test card'],
    ['', 422, 'not a test card'],
  ])('with %s says why it was not paid, and keeps what was typed', async (number, status, reason) => {
    const session = await open()
    const response = await pay(session, number)
    expect(response.status).toBe(status)
    const text = await response.text()
    expect(text).toContain(reason)
    expect((await rig.stripe.checkout.sessions.retrieve(session.id)).status).toBe('open')
  })

  test.each([
    [{ expiry: '13 / 34' }, 'expiration date'],
    [{ expiry: '01 / 20' }, 'in the past'],
    [{ cvc: '1' }, 'security code'],
    [{ method: 'barter' }, 'Choose how'],
  ])('refuses %o', async (fields, reason) => {
    const response = await pay(await open(), '4242424242424242', fields)
    expect(response.status).toBe(422)
    expect(await response.text()).toContain(reason)
  })

  test('asks the bank’s question, and pays when it is answered with yes', async () => {
    const session = await open()
    const question = (await pay(session, '4000002760003184')).headers.get('location') ?? ''
    expect(await (await get(question)).text()).toContain('is this you?')
    const answered = await post(question, { answer: 'confirm' })
    const back = await get(answered.headers.get('location') ?? '')
    expect(back.headers.get('location')).toBe(`https://shop.example/paid?session=${session.id}`)
    expect((await get(question)).status).toBe(410)
  })

  test('takes another card when the bank’s question is answered with no', async () => {
    const session = await open()
    const question = (await pay(session, '4000002760003184')).headers.get('location') ?? ''
    const answered = await post(question, { answer: 'refuse' })
    expect(await (await get(answered.headers.get('location') ?? '')).text()).toContain(
      'unable to authenticate',
    )
    expect((await pay(session, '4242424242424242')).status).toBe(303)
  })

  test('changes quantities within what the line allows', async () => {
    const session = await open()
    const line = (await rig.stripe.checkout.sessions.listLineItems(session.id)).data[0]?.id ?? ''
    const order = `${session.url ?? ''}/order`
    expect((await post(order, { action: 'quantities', [`quantity[${line}]`]: '6' })).status).toBe(422)
    expect((await post(order, { action: 'quantities', [`quantity[${line}]`]: '-1' })).status).toBe(422)
    expect((await post(order, { action: 'quantities', [`quantity[${line}]`]: '5' })).status).toBe(303)
    expect((await rig.stripe.checkout.sessions.retrieve(session.id)).amount_total).toBe(5000)
  })

  test('applies a promotion code, and says so where there is none', async () => {
    const coupon = await rig.stripe.coupons.create({ amount_off: 500, currency: 'usd' })
    await rig.stripe.promotionCodes.create({
      promotion: { type: 'coupon', coupon: coupon.id },
      code: 'FIVER',
    })
    const session = await open()
    const order = `${session.url ?? ''}/order`
    const refused = await (await post(order, { action: 'apply', code: 'NONE' })).text()
    expect(refused).toContain('This code is not valid.')
    expect(refused).toContain('value="NONE"')
    // As a browser sends it when somebody presses Enter in the field: with the form's first button.
    await post(order, { action: 'quantities', code: ' fiver ' })
    expect(await (await get(session.url ?? '')).text()).toContain('Pay $15.00')
    await post(order, { action: 'remove_code' })
    expect(await (await get(session.url ?? '')).text()).toContain('Pay $20.00')
  })

  test('adds the tax before it takes the money', async () => {
    const session = await open({ automatic_tax: { enabled: true } })
    const first = await pay(session, '4242424242424242', { country: 'DE' })
    expect(first.status).toBe(422)
    expect(await first.text()).toContain('Pay $24.00')
    expect((await pay(session, '4242424242424242', { country: 'DE' })).status).toBe(303)
  })

  test('saves the card only if it is told to, and offers it the next time', async () => {
    const customer = await rig.stripe.customers.create({ email: 'saver@example.com' })
    const options = {
      customer: customer.id,
      saved_payment_method_options: { payment_method_save: 'enabled' as const },
    }
    await pay(await open(options), '4242424242424242')
    expect((await rig.stripe.customers.listPaymentMethods(customer.id)).data).toEqual([])
    await pay(await open(options), '4242424242424242', { save: 'yes' })
    const [saved] = (await rig.stripe.customers.listPaymentMethods(customer.id)).data
    const next = await open(options)
    expect(await (await get(next.url ?? '')).text()).toContain('visa ending in 4242')
    expect((await post(next.url ?? '', { action: 'pay', method: saved?.id ?? '' })).status).toBe(303)
  })

  test('does not take a card that somebody else saved', async () => {
    const owner = await rig.stripe.customers.create()
    const { id } = await rig.stripe.paymentMethods.attach('pm_card_visa', { customer: owner.id })
    expect((await post((await open()).url ?? '', { action: 'pay', method: id })).status).toBe(422)
  })

  test('is gone when the session has expired or never was', async () => {
    const session = await open()
    await rig.simulator.control.expire(session.id)
    const expired = await get(session.url ?? '')
    expect(expired.status).toBe(410)
    expect(await expired.text()).toContain('href="https://shop.example/cart"')
    expect((await pay(session, '4242424242424242')).status).toBe(410)
    expect((await get(`${rig.simulator.url}/c/pay/cs_test_unknown`)).status).toBe(404)
  })
})

test('who opens a page that is paid is led back to the shop', async () => {
  const session = await open()
  await pay(session, '4242424242424242')
  const text = await (await get(session.url ?? '')).text()
  expect(text).toContain(`href="https://shop.example/paid?session=${session.id}"`)
})

test('a receipt and an invoice are behind their links', async () => {
  const session = await open({ invoice_creation: { enabled: true } })
  await pay(session, '4242424242424242')
  const paid = await rig.stripe.checkout.sessions.retrieve(session.id, {
    expand: ['payment_intent.latest_charge', 'invoice'],
  })
  const charge = typeof paid.payment_intent === 'object' ? paid.payment_intent?.latest_charge : null
  const receipt = typeof charge === 'object' ? (charge?.receipt_url ?? '') : ''
  const invoice = typeof paid.invoice === 'object' ? paid.invoice : null
  expect(await (await get(receipt)).text()).toContain('$20.00')
  expect(await (await get(invoice?.hosted_invoice_url ?? '')).text()).toContain(invoice?.number ?? '?')
  expect(await (await get(invoice?.invoice_pdf ?? '')).text()).toMatch(/^%PDF-/)
})

test('one click with a saved card takes the detour by 3-D Secure and comes back', async () => {
  const { id: customer } = await rig.stripe.customers.create()
  const method = await rig.stripe.paymentMethods.attach('pm_card_authenticationRequired', { customer })
  const intent = await rig.stripe.paymentIntents.create({
    amount: 1000,
    currency: 'usd',
    customer,
    payment_method: method.id,
    confirm: true,
    return_url: 'https://shop.example/back?order=1',
  })
  expect(intent.status).toBe('requires_action')
  const answered = await post(intent.next_action?.redirect_to_url?.url ?? '', { answer: 'confirm' })
  const back = new URL(answered.headers.get('location') ?? '')
  expect(Object.fromEntries(back.searchParams)).toMatchObject({
    order: '1',
    payment_intent: intent.id,
    redirect_status: 'succeeded',
  })
  expect(idOf((await rig.stripe.paymentIntents.retrieve(intent.id)).latest_charge)).toMatch(/^ch_/)
})

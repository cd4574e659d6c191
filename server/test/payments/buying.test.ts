import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { checkInvariants } from './invariants.ts'
import {
  balanceOf,
  buy,
  click,
  newCustomer,
  ORIGIN,
  readOrder,
  sessionOf,
  settled,
  startWorld,
  type World,
} from './world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterEach(() => checkInvariants(world))
afterAll(() => world.close())

test('a customer sees what is on sale, with the price of a credit and what is saved', async () => {
  const catalogue = await world.server.topUps.catalogue({ customer: newCustomer() })
  expect(catalogue).toMatchObject({
    moneyCurrency: 'usd',
    moneyCurrencies: ['jpy', 'kwd', 'usd'],
    custom: null,
    packages: [
      {
        id: 'large',
        credits: '10000',
        bonusCredits: '2000',
        price: { amount: '9000', currency: 'usd', scale: 2 },
        unitPrice: { amount: '0.75', currency: 'usd', scale: 2 },
        savingPercent: 25,
        purchasable: true,
      },
      { id: 'small', unitPrice: { amount: '1' }, savingPercent: 0 },
    ],
  })
})

test('a quote says what is paid and granted, what is saved, when it expires, and the balance after', async () => {
  const customer = newCustomer()
  const quote = await world.server.topUps.quote({ customer, packageId: 'large' })
  expect(quote).toMatchObject({
    credits: '10000',
    bonusCredits: '2000',
    totalCredits: '12000',
    price: { amount: '9000', currency: 'usd', scale: 2 },
    saving: { amount: '3000', currency: 'usd', scale: 2 },
    savingPercent: 25,
    balance: '0',
    newBalance: '12000',
  })
  const days = (Date.parse(quote.grantExpiresAt ?? '') - Date.now()) / 86_400_000
  expect(Math.round(days)).toBe(365)
})

test('paid once, granted once: every step is kept, and told as an event', async () => {
  const customer = newCustomer()
  const { order } = await buy(world, customer, { packageId: 'large' })
  expect(order).toMatchObject({ status: 'open', checkoutMode: 'hosted', clientSecret: null, grantId: null })
  expect(order.checkoutUrl).toContain(world.simulator.url)
  await settled(world)
  const after = await readOrder(world, customer, order)
  expect(after).toMatchObject({
    status: 'granted',
    checkoutUrl: null,
    paid: { amount: '9000', currency: 'usd', scale: 2 },
    totalCredits: '12000',
  })
  expect(after.receiptUrl).toMatch(/^http/)
  expect(await balanceOf(world, customer)).toBe(12_000n)
  const steps = await world.server.topUps.steps(customer, order.id)
  expect(steps.map((step) => step.to)).toEqual(['created', 'open', 'paid', 'granted'])
  const { rows } = await world.database.pool.query<{ status: string }>(
    `select payload->'order'->>'status' as status from creditkit.outbox
     where customer = $1::text and kind = 'order' order by xact, id`,
    [customer],
  )
  expect([...new Set(rows.map((row) => row.status))]).toEqual(['created', 'open', 'paid', 'granted'])
})

test('the grant is what was quoted: category, cost, expiry, order', async () => {
  const customer = newCustomer()
  const { order } = await buy(world, customer, { packageId: 'large' })
  await settled(world)
  const { data } = await world.server.ledger.grants(customer)
  expect(data).toMatchObject([
    {
      amount: 12_000n,
      category: 'paid',
      source: 'top_up',
      orderId: order.id,
      costBasis: { amount: 9000n, currency: 'usd', scale: 2 },
    },
  ])
  const [grant] = data
  const lifetime = (grant?.expiresAt?.getTime() ?? 0) - (grant?.effectiveAt.getTime() ?? 0)
  expect(lifetime).toBe(365 * 86_400_000)
})

test('a click that finds an open order whose page is over gets another order, and so does its key', async () => {
  const customer = newCustomer()
  const { order } = await click(world.server, customer)
  world.simulator.control.addFault({ on: 'delivery', times: 100, action: { type: 'drop' } })
  await world.simulator.control.expire(await sessionOf(world, order))
  world.simulator.control.clearFaults()
  const next = await click(world.server, customer, { idempotencyKey: 'next' })
  expect(next).toMatchObject({ reused: false, order: { status: 'open' } })
  expect(next.order.id).not.toBe(order.id)
  const again = await click(world.server, customer, { idempotencyKey: 'next' })
  expect(again).toMatchObject({
    reused: true,
    order: { id: next.order.id, checkoutUrl: next.order.checkoutUrl },
  })
})

test('a second click for the same thing finds the same order and page; another thing gets its own', async () => {
  const customer = newCustomer()
  const first = await click(world.server, customer)
  const second = await click(world.server, customer)
  expect(second).toMatchObject({
    reused: true,
    order: { id: first.order.id, checkoutUrl: first.order.checkoutUrl },
  })
  const others = await Promise.all([
    click(world.server, customer, { packageId: 'large' }),
    click(world.server, customer, { moneyCurrency: 'jpy' }),
    click(world.server, customer, { checkoutMode: 'embedded' }),
    click(world.server, customer, { returnPath: '/elsewhere' }),
    click(world.server, newCustomer()),
  ])
  const ids = new Set([first.order.id, ...others.map(({ order }) => order.id)])
  expect(ids.size).toBe(6)
  expect(others.every(({ reused }) => !reused)).toBe(true)
})

test('twenty clicks at once for the same thing make one order and one page', async () => {
  const customer = newCustomer()
  const clicks = await Promise.all(Array.from({ length: 20 }, () => click(world.server, customer)))
  expect(new Set(clicks.map(({ order }) => order.id)).size).toBe(1)
  const sessions = await world.server.connection.client.checkout.sessions.list({ limit: 100 })
  const ofOrder = sessions.data.filter((session) => session.client_reference_id === clicks[0]?.order.id)
  expect(ofOrder).toHaveLength(1)
})

test('the same key leads to the same order for ever, and with another request is refused', async () => {
  const customer = newCustomer()
  const idempotencyKey = 'click-1'
  const { order } = await buy(world, customer, { idempotencyKey })
  await settled(world)
  const again = await click(world.server, customer, { idempotencyKey })
  expect(again).toMatchObject({ reused: true, order: { id: order.id, status: 'granted' } })
  await expect(click(world.server, customer, { idempotencyKey, packageId: 'large' })).rejects.toMatchObject({
    code: 'idempotency_key_reused',
  })
  const next = await click(world.server, customer)
  expect(next.reused).toBe(false)
})

test('who clicks again after paying, before any webhook, is told that it is paid, and pays no second time', async () => {
  const silent = await startWorld({ webhooks: false })
  try {
    const customer = newCustomer()
    const { order } = await buy(silent, customer)
    const again = await click(silent.server, customer)
    expect(again).toMatchObject({ reused: true, order: { id: order.id, status: 'granted' } })
    expect(await balanceOf(silent, customer)).toBe(1000n)
    await checkInvariants(silent)
  } finally {
    await silent.close()
  }
})

test('the embedded page comes with a client secret and no address', async () => {
  const { order } = await click(world.server, newCustomer(), { checkoutMode: 'embedded' })
  expect(order).toMatchObject({ status: 'open', checkoutMode: 'embedded', checkoutUrl: null })
  expect(order.clientSecret).toMatch(/^cs_test_.+_secret_/)
})

test('the return page grants at once, and leads back to the host’s page with the order’s id', async () => {
  const silent = await startWorld({ webhooks: false })
  try {
    const customer = newCustomer()
    const { order, session } = await buy(silent, customer)
    const { location } = await silent.server.topUps.finishReturn(session)
    expect(location).toBe(`${ORIGIN}/account?credit-top-up=${order.id}`)
    expect((await readOrder(silent, customer, order)).status).toBe('granted')
    await checkInvariants(silent)
  } finally {
    await silent.close()
  }
})

/** A new payment page, as Stripe has it. */
async function pageOf(of: World) {
  const { order } = await click(of.server, newCustomer())
  return await of.server.connection.client.checkout.sessions.retrieve(await sessionOf(of, order))
}

test('promotion codes, tax and invoices are on the payment page as they are configured', async () => {
  expect(await pageOf(world)).toMatchObject({
    allow_promotion_codes: false,
    automatic_tax: { enabled: false },
    invoice_creation: { enabled: true },
    adaptive_pricing: { enabled: false },
  })
  const topUps = { promotionCodes: true, automaticTax: true, invoices: false }
  const other = await startWorld({ server: { topUps } })
  try {
    expect(await pageOf(other)).toMatchObject({
      allow_promotion_codes: true,
      automatic_tax: { enabled: true },
      invoice_creation: { enabled: false },
    })
    const customer = newCustomer()
    const { order } = await buy(other, customer)
    await settled(other)
    // Without an invoice there is still the receipt of the charge.
    expect((await readOrder(other, customer, order)).receiptUrl).toMatch(/receipts/)
  } finally {
    await other.close()
  }
})

test('an order keeps its quote when the package changes before it is paid', async () => {
  const customer = newCustomer()
  const define = (credits: string, amount: string) =>
    world.server.topUps.packages.put('changing', {
      name: 'Changing',
      credits,
      prices: [{ amount, currency: 'usd' }],
    })
  await define('500', '500')
  const { order } = await click(world.server, customer, { packageId: 'changing' })
  await define('5', '9900')
  const session = await sessionOf(world, order)
  await world.simulator.control.pay(session)
  await settled(world)
  expect(await balanceOf(world, customer)).toBe(500n)
  await world.server.topUps.packages.put('changing', {
    name: 'Changing',
    credits: '5',
    prices: [{ amount: '9900', currency: 'usd' }],
    active: false,
  })
  await expect(click(world.server, customer, { packageId: 'changing' })).rejects.toMatchObject({
    code: 'package_unavailable',
  })
})

test('a package with a limit is sold so often and no more, also to two tabs', async () => {
  const customer = newCustomer()
  await world.server.topUps.packages.put('welcome', {
    name: 'Welcome',
    credits: '100',
    prices: [
      { amount: '100', currency: 'usd' },
      { amount: '100', currency: 'jpy' },
    ],
    perCustomerLimit: 1,
  })
  const first = await click(world.server, customer, { packageId: 'welcome' })
  const second = await click(world.server, customer, { packageId: 'welcome', moneyCurrency: 'jpy' })
  expect((await readOrder(world, customer, first.order)).status).toBe('expired')
  await world.simulator.control.pay(await sessionOf(world, second.order))
  await settled(world)
  await expect(click(world.server, customer, { packageId: 'welcome' })).rejects.toMatchObject({
    code: 'limit_reached',
  })
  const { packages } = await world.server.topUps.catalogue({ customer })
  expect(packages.find(({ id }) => id === 'welcome')?.purchasable).toBe(false)
  expect(await balanceOf(world, customer)).toBe(100n)
})

import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { checkInvariants } from './invariants.ts'
import { balanceOf, buy, newCustomer, readOrder, settled, startWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld({ server: { topUps: { promotionCodes: true } } })
  const { client } = world.server.connection
  for (const [code, percent] of [
    ['TWENTY', 20],
    ['FREE', 100],
  ] as const) {
    // oxlint-disable-next-line no-await-in-loop
    const coupon = await client.coupons.create({ percent_off: percent, duration: 'once' })
    // oxlint-disable-next-line no-await-in-loop
    await client.promotionCodes.create({ code, promotion: { type: 'coupon', coupon: coupon.id } })
  }
})
afterEach(async () => {
  await settled(world)
  await checkInvariants(world)
})
afterAll(() => world.close())

async function bought(options: Parameters<typeof buy>[2]) {
  const customer = newCustomer()
  const { order, session } = await buy(world, customer, options)
  await settled(world)
  return { customer, session, order: await readOrder(world, customer, order) }
}

test('F16: the quantity changed on Stripe’s page: credits follow the final quantity', async () => {
  const { customer, order } = await bought({ packageId: 'large', quantity: 3 })
  expect(order).toMatchObject({
    quantity: 3,
    credits: '30000',
    bonusCredits: '6000',
    totalCredits: '36000',
    price: { amount: '27000' },
    paid: { amount: '27000' },
  })
  expect(await balanceOf(world, customer)).toBe(36_000n)
})

test('F17: a 20 % code: the credits that were quoted; taking back is based on what was paid', async () => {
  const { customer, session, order } = await bought({ packageId: 'small', promotionCode: 'TWENTY' })
  expect(order).toMatchObject({ paid: { amount: '800' }, price: { amount: '1000' }, totalCredits: '1000' })
  await world.simulator.control.refund(session, { amount: 400 })
  await settled(world)
  expect(await balanceOf(world, customer)).toBe(500n)
  await world.simulator.control.refund(session, { amount: 400 })
  await settled(world)
  expect(await balanceOf(world, customer)).toBe(0n)
})

test('F17: a 100 % code: no payment, one grant, given away rather than sold', async () => {
  const { customer, session, order } = await bought({ packageId: 'small', promotionCode: 'FREE' })
  expect(order).toMatchObject({ status: 'granted', paid: { amount: '0' } })
  await Promise.all(Array.from({ length: 5 }, () => world.server.topUps.settlement.fulfil(session, 'test')))
  const { data } = await world.server.ledger.grants(customer)
  expect(data).toMatchObject([{ amount: 1000n, category: 'promotional', costBasis: { amount: 0n } }])
  await expect(
    world.server.topUps.refund({ customer, orderId: order.id, amount: 'all', idempotencyKey: 'r' }),
  ).rejects.toMatchObject({ code: 'conflict' })
})

test('F18: exclusive tax: credits from the subtotal, and a full refund takes all of them back', async () => {
  const taxed = await startWorld({ server: { topUps: { automaticTax: true } } })
  try {
    const customer = newCustomer()
    const { order, session } = await buy(taxed, customer)
    await settled(taxed)
    const after = await readOrder(taxed, customer, order)
    expect(after).toMatchObject({ totalCredits: '1000', price: { amount: '1000' }, paid: { amount: '1200' } })
    const { data } = await taxed.server.ledger.grants(customer)
    expect(data).toMatchObject([{ amount: 1000n, costBasis: { amount: 1000n } }])
    await taxed.simulator.control.refund(session, { amount: 600 })
    await settled(taxed)
    expect(await balanceOf(taxed, customer)).toBe(500n)
    await taxed.simulator.control.refund(session)
    await settled(taxed)
    expect(await balanceOf(taxed, customer)).toBe(0n)
    await checkInvariants(taxed)
  } finally {
    await taxed.close()
  }
})

test.each([
  ['jpy', { amount: '500', currency: 'jpy', scale: 0 }],
  ['kwd', { amount: '1230', currency: 'kwd', scale: 3 }],
])('F19: what is sold in %s is paid in exact minor units', async (moneyCurrency, paid) => {
  const { customer, order } = await bought({ moneyCurrency })
  expect(order.paid).toEqual(paid)
  expect(await balanceOf(world, customer)).toBe(1000n)
})

const put = (amount: string, currency: string) =>
  world.server.topUps.packages.put('cheap', { name: 'Cheap', credits: '1', prices: [{ amount, currency }] })

test('F19: a price below Stripe’s minimum, or off its steps, is refused when the package is defined', async () => {
  await expect(put('49', 'usd')).rejects.toMatchObject({ code: 'amount_below_minimum' })
  await expect(put('1234', 'kwd')).rejects.toMatchObject({ code: 'invalid_value' })
})

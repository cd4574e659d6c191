import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkInvariants } from './invariants.ts'
import { buy, settled, startWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
  const { ledger, topUps } = world.server
  await ledger.currencies.put({ id: 'tokens', name: { singular: 'token', plural: 'tokens' }, scale: 2 })
  await topUps.customAmounts.put('tokens', {
    minimum: '10',
    maximum: '10000',
    step: '0.5',
    tiers: [
      { from: '0', unitPrice: { amount: '10', currency: 'usd' } },
      { from: '100', unitPrice: { amount: '9.5', currency: 'usd' } },
      { from: '1000', unitPrice: { amount: '8.125', currency: 'usd' } },
      { from: '0', unitPrice: { amount: '33.4', currency: 'kwd' } },
    ],
  })
})
afterAll(() => world.close())

const quote = (credits: string, moneyCurrency = 'usd') =>
  world.server.topUps.quote({ customer: 'c', currency: 'tokens', credits, moneyCurrency })

test('the tier that the whole amount falls into prices every credit of it', async () => {
  expect((await quote('10')).price.amount).toBe('100')
  expect((await quote('99.5')).price.amount).toBe('995')
  expect((await quote('100')).price.amount).toBe('950')
  const large = await quote('1000')
  expect(large).toMatchObject({
    price: { amount: '8125', currency: 'usd', scale: 2 },
    unitPrice: { amount: '8.125' },
    savingPercent: 18,
    saving: { amount: '1875' },
  })
})

test('a price with a fraction of a minor unit is rounded up, to the step of its currency', async () => {
  expect((await quote('100.5')).price.amount).toBe('955')
  expect((await quote('10', 'kwd')).price.amount).toBe('340')
  expect((await quote('10.5', 'kwd')).price.amount).toBe('360')
})

test.each([
  ['9.5', 'amount_below_minimum'],
  ['10000.5', 'amount_above_maximum'],
  ['10.25', 'invalid_value'],
  ['10.123', 'invalid_value'],
  ['-10', 'amount_below_minimum'],
  ['NaN', 'invalid_value'],
  ['1e21', 'invalid_value'],
  ['ten', 'invalid_value'],
  ['', 'invalid_value'],
])('S2: %j credits are refused with %s', async (credits, code) => {
  await expect(quote(credits)).rejects.toMatchObject({ name: 'TopUpError', code })
})

test('F19: an amount whose price Stripe would not charge is refused before Stripe is asked', async () => {
  await world.server.topUps.customAmounts.put('ai-credits', {
    minimum: '1',
    maximum: '1000000000',
    tiers: [{ from: '1', unitPrice: { amount: '0.1', currency: 'usd' } }],
  })
  const small = world.server.topUps.quote({ customer: 'c', currency: 'ai-credits', credits: '499' })
  await expect(small).resolves.toMatchObject({ price: { amount: '50' } })
  const tooSmall = world.server.topUps.quote({ customer: 'c', currency: 'ai-credits', credits: '490' })
  await expect(tooSmall).rejects.toMatchObject({
    code: 'amount_below_minimum',
    message: 'The least that can be paid is USD 0.50.',
  })
  const tooLarge = world.server.topUps.quote({ customer: 'c', currency: 'ai-credits', credits: '1000000000' })
  await expect(tooLarge).rejects.toMatchObject({ code: 'amount_above_maximum' })
})

test('an amount of the customer’s own choice is paid and granted exactly', async () => {
  const customer = 'custom-buyer'
  await buy(world, customer, { credits: '123.5', currency: 'tokens' })
  await settled(world)
  const { balance } = await world.server.ledger.balance({ customer, currency: 'tokens' })
  expect(balance).toBe(12_350n)
  await checkInvariants(world)
})

const put = (more: object) =>
  world.server.topUps.customAmounts.put('tokens', {
    minimum: '10',
    maximum: '100',
    step: '1',
    tiers: [{ from: '0', unitPrice: { amount: '10', currency: 'usd' } }],
    ...more,
  })

test('bounds and tiers that cannot be sold are refused', async () => {
  for (const wrong of [
    { minimum: '200' },
    { step: '3' },
    { step: '0' },
    { tiers: [{ from: '50', unitPrice: { amount: '10', currency: 'usd' } }] },
    { tiers: [{ from: '0', unitPrice: { amount: '0', currency: 'usd' } }] },
    {
      tiers: [
        { from: '0', unitPrice: { amount: '1', currency: 'usd' } },
        { from: '0', unitPrice: { amount: '2', currency: 'usd' } },
      ],
    },
  ]) {
    // oxlint-disable-next-line no-await-in-loop -- one after another, to name the one that passes
    await expect(put(wrong)).rejects.toMatchObject({ code: 'invalid_value' })
  }
})

test('an amount needs a price in the money asked for', async () => {
  await expect(quote('10', 'jpy')).rejects.toMatchObject({ code: 'package_unavailable' })
})

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createTestLedger, rejection, type TestLedger, unique } from './testing.ts'
import type { RateRequest } from './types/catalogue.ts'

let room: TestLedger
let feature: string

beforeAll(async () => {
  room = await createTestLedger()
})

afterAll(async () => {
  await room.close()
})

beforeEach(async () => {
  await room.setClock(new Date('2026-06-01T12:00:00Z'))
  feature = unique('feature')
  await room.ledger.features.put({ id: feature, name: 'A feature' })
})

async function add(request: Partial<RateRequest>): Promise<void> {
  await room.ledger.rates.add({ feature, currency: 'credits', ...request })
}

async function cost(quantity: string, dimensions = {}): Promise<bigint> {
  return (await room.ledger.rates.quote({ feature, currency: 'credits', quantity, dimensions })).cost
}

test('a flat rate is for units, or for begun blocks', async () => {
  await add({ price: '0.3', per: '1000', dimensions: { unit: 'character' } })
  await add({ price: '0.3', per: '1000', wholeBlocks: true, dimensions: { unit: 'page' } })
  expect(await cost('1001', { unit: 'character' })).toBe(31n)
  expect(await cost('1001', { unit: 'page' })).toBe(60n)
  expect(await cost('1000', { unit: 'page' })).toBe(30n)
})

test.each([
  ['graduated', '10', 1000n],
  ['graduated', '10.5', 1025n],
  ['graduated', '30', 1000n + 500n + 100n],
  ['volume', '10', 1000n],
  ['volume', '10.5', 525n],
  ['volume', '30', 300n],
] as const)('%s tiers over %s', async (model, quantity, expected) => {
  const tiers = [
    { upTo: '10', price: '1' },
    { upTo: '20', price: '0.5' },
    { upTo: null, price: '0.1' },
  ]
  await add({ model, tiers })
  expect(await cost(quantity)).toBe(expected)
})

test('of the rates that match, the one with the most dimensions counts', async () => {
  await add({ price: '1' })
  await add({ price: '2', dimensions: { model: 'large' } })
  await add({ price: '3', dimensions: { model: 'large', region: 'eu' } })
  await add({ price: '4', dimensions: { region: 'eu', model: '*' } })
  expect(await cost('1')).toBe(100n)
  expect(await cost('1', { model: 'small' })).toBe(100n)
  expect(await cost('1', { model: 'large' })).toBe(200n)
  expect(await cost('1', { model: 'large', region: 'us' })).toBe(200n)
  expect(await cost('1', { model: 'large', region: 'eu' })).toBe(300n)
  expect(await cost('1', { model: 'small', region: 'eu' })).toBe(400n)
})

test('a version counts from its instant; what was consumed before keeps its own', async () => {
  await add({ price: '1' })
  await add({ price: '2', effectiveAt: new Date('2026-07-01T00:00:00Z') })
  const customer = unique('customer')
  const usage = { customer, currency: 'credits', feature }
  await room.ledger.grant({ customer, currency: 'credits', amount: 1000n })
  await room.setClock(new Date('2026-06-30T23:59:59.999Z'))
  expect((await room.ledger.consume({ ...usage, idempotencyKey: unique() })).cost).toBe(100n)
  await room.setClock(new Date('2026-07-01T00:00:00Z'))
  expect((await room.ledger.consume({ ...usage, idempotencyKey: unique() })).cost).toBe(200n)
  const at = new Date('2026-06-30T00:00:00Z')
  const late = await room.ledger.consume({ ...usage, at, idempotencyKey: unique() })
  expect(late).toMatchObject({ cost: 100n, entry: { late: true, occurredAt: at, rate: { version: 1 } } })
})

test('a preview says what a version would have cost over past usage', async () => {
  await add({ price: '1' })
  await add({ price: '5', dimensions: { model: 'large' } })
  const customer = unique('customer')
  await room.ledger.grant({ customer, currency: 'credits', amount: 10_000n })
  for (const dimensions of [{}, { model: 'small' }, { model: 'large' }]) {
    const request = { customer, currency: 'credits', feature, quantity: '3', dimensions }
    // oxlint-disable-next-line no-await-in-loop -- one after another
    await room.ledger.consume({ ...request, idempotencyKey: unique() })
  }
  const period = { from: new Date('2026-06-01T00:00:00Z'), to: new Date('2026-06-02T00:00:00Z') }
  const general = await room.ledger.rates.preview({ feature, currency: 'credits', price: '2', ...period })
  expect(general).toMatchObject({ consumptions: 3, affected: 2, before: 600n, after: 1200n })
  expect(general.customers).toEqual([{ customer, before: 600n, after: 1200n }])
  expect(
    await room.ledger.rates.preview({ feature, currency: 'credits', price: '1', ...period }),
  ).toMatchObject({
    affected: 2,
    customers: [],
  })
  const large = { feature, currency: 'credits', price: '2', dimensions: { model: 'large' }, ...period }
  expect(await room.ledger.rates.preview(large)).toMatchObject({ affected: 1, before: 1500n, after: 600n })
})

test('a line of a batch costs what it would have cost alone, also after a clock was set back', async () => {
  const start = Date.UTC(2026, 6, 1)
  await add({ price: '1' })
  await add({ price: '2', effectiveAt: new Date(start + 5000) })
  const usage = { customer: unique('customer'), currency: 'credits', feature }
  await room.ledger.grant({ customer: usage.customer, currency: 'credits', amount: 10_000n })
  await room.setClock(new Date(start + 10_000))
  await room.ledger.consume({ ...usage, idempotencyKey: unique() })
  await room.setClock(new Date(start))
  const requests = Array.from({ length: 8 }, () => ({ ...usage, idempotencyKey: unique() }))
  const outcomes = await room.ledger.consumeBatch(requests)
  expect(outcomes.map((outcome) => outcome.ok && outcome.consumption.cost)).toEqual(requests.map(() => 200n))
})

test('a preview charges no more than there was to take', async () => {
  await add({ price: '1' })
  const customer = unique('customer')
  await room.ledger.grant({ customer, currency: 'credits', amount: 1000n })
  const whenShort = 'partial' as const
  await room.ledger.consume({
    customer,
    currency: 'credits',
    feature,
    quantity: '100',
    whenShort,
    idempotencyKey: unique(),
  })
  const period = { from: new Date('2026-06-01T00:00:00Z'), to: new Date('2026-07-01T00:00:00Z') }
  const preview = async (price: string) =>
    await room.ledger.rates.preview({ feature, currency: 'credits', price, ...period })
  expect(await preview('1')).toMatchObject({ before: 1000n, after: 1000n })
  expect(await preview('0.01')).toMatchObject({ before: 1000n, after: 100n })
})

test('two versions for the same cannot take effect at the same instant, nor one before the last', async () => {
  await add({ price: '1' })
  const now = new Date('2026-06-01T12:00:00Z')
  for (const effectiveAt of [now, new Date(now.getTime() - 1)]) {
    // oxlint-disable-next-line no-await-in-loop -- one after another
    expect(await rejection(add({ price: '2', effectiveAt }))).toMatchObject({
      code: 'rate_overlap',
      message: expect.stringContaining(`"${feature}" has a rate for the same currency and dimensions`),
    })
  }
  expect(await room.ledger.rates.list({ feature })).toHaveLength(1)
})

function letter(number: number): string {
  return String.fromCodePoint(0x4e00 + ((number * 104_729) % 20_000))
}

/** Names and values of 8 dimensions, which do not get shorter when they are packed. */
function longDimensions(length: number): Record<string, string> {
  const numbers = Array.from({ length: 8 }, (_, n) => n)
  const value = (n: number) => Array.from({ length }, (_, at) => letter(n * length + at)).join('')
  return Object.fromEntries(numbers.map((n) => [`name${n}`, value(n)]))
}

test('a rate can have dimensions as long as an index holds', async () => {
  const dimensions = longDimensions(81)
  await add({ price: '1', dimensions })
  expect(await room.ledger.rates.list({ feature })).toMatchObject([{ dimensions }])
})

test.each([
  ['no price', {}],
  ['a negative price', { price: '-1' }],
  ['a price with an exponent', { price: '1e3' }],
  ['no units', { price: '1', per: '0' }],
  [
    'tiers that fall',
    {
      tiers: [
        { upTo: '20', price: '1' },
        { upTo: '10', price: '1' },
        { upTo: null, price: '1' },
      ],
    },
  ],
  ['tiers with an end', { tiers: [{ upTo: '20', price: '1' }] }],
  ['dimensions that an index cannot hold', { price: '1', dimensions: longDimensions(84) }],
  ['a price beside tiers', { price: '1', tiers: [{ upTo: null, price: '1' }] }],
])('a rate with %s is refused', async (_, request) => {
  expect(await rejection(add(request))).toMatchObject({ code: 'invalid_rate' })
})

test('an archived feature cannot be consumed until it is put back', async () => {
  await add({ price: '0' })
  const request = { customer: unique('customer'), currency: 'credits', feature }
  await room.ledger.features.archive(feature)
  expect(await rejection(room.ledger.consume({ ...request, idempotencyKey: 'a' }))).toMatchObject({
    code: 'feature_archived',
  })
  const quote = room.ledger.rates.quote({ feature, currency: 'credits' })
  expect(await rejection(quote)).toMatchObject({ code: 'feature_archived' })
  await room.ledger.features.put({ id: feature, name: 'A feature', archived: false })
  expect(await room.ledger.consume({ ...request, idempotencyKey: 'a' })).toMatchObject({ cost: 0n, seq: 1n })
})

test('the scale of a currency cannot change from the start, its names can', async () => {
  const id = `c${unique('').replaceAll('-', '').slice(0, 20)}`
  const request = { id, name: { singular: 'point', plural: 'points' }, scale: 2 }
  await room.ledger.currencies.put(request)
  const finer = { ...request, scale: 3 }
  expect(await rejection(room.ledger.currencies.put(finer))).toMatchObject({ code: 'currency_in_use' })
  const renamed = { ...request, name: { singular: 'star', plural: 'stars' } }
  expect(await room.ledger.currencies.put(renamed)).toMatchObject({ name: { plural: 'stars' } })
})

test('whatever is done with rates, features and currencies, the prices of units say the same', async () => {
  const { ledger } = room
  const currency = unique('c').slice(0, 20)
  const points = { id: currency, name: { singular: 'point', plural: 'points' }, scale: 2 }
  await ledger.currencies.put(points)
  const price = async (effectiveAt: string, terms: Partial<RateRequest>): Promise<void> =>
    await add({ currency, effectiveAt: new Date(effectiveAt), ...terms })
  const spent = async (quantity: string): Promise<bigint> => {
    const key = { customer: unique('customer'), currency }
    await ledger.grant({ ...key, amount: 1_000_000n })
    const { cost, entry } = await ledger.consume({ ...key, feature, quantity, idempotencyKey: unique() })
    return BigInt(`${cost}${entry?.featureName === 'Renamed' ? 1 : 0}`)
  }
  await price('2026-01-01', { price: '0.015' })
  await room.database.pool.query('update creditkit.currencies set scale = 3 where id = $1', [currency])
  expect(await spent('3')).toBe(450n)
  await price('2026-06-02', { price: '1' })
  await price('2026-06-03', { price: '5', per: '1000' })
  await price('2026-06-04', { price: '2' })
  await price('2026-06-05', { price: '9', dimensions: { model: 'large' } })
  await ledger.features.put({ id: feature, name: 'Renamed' })
  expect(await spent('3')).toBe(451n)
  for (const [now, expected] of [
    ['2026-06-02T00:00:00Z', 30_001n],
    ['2026-06-02T23:59:59.999Z', 30_001n],
    ['2026-06-03T00:00:00Z', 151n],
    ['2026-06-06T00:00:00Z', 60_001n],
  ] as const) {
    // oxlint-disable-next-line no-await-in-loop -- one clock for all
    await room.setClock(new Date(now))
    // oxlint-disable-next-line no-await-in-loop
    expect(await spent('3'), now).toBe(expected)
  }
  await ledger.features.archive(feature)
  expect(await rejection(spent('3'))).toMatchObject({ code: 'feature_archived' })
  await ledger.features.put({ id: feature, name: 'Named again' })
  expect(await rejection(spent('3'))).toMatchObject({ code: 'feature_archived' })
  await ledger.features.put({ id: feature, name: 'Back', archived: false })
  expect(await spent('3')).toBe(60_000n)
  const findings: unknown[] = []
  for await (const finding of ledger.verify({})) findings.push(finding)
  expect(findings).toEqual([])
})

test('a usage that costs more than the ledger can hold is refused', async () => {
  await add({ price: '90000000' })
  const key = { customer: unique('customer'), currency: 'credits' }
  const request = { ...key, feature, quantity: '900000000000000', idempotencyKey: unique() }
  expect(await rejection(room.ledger.consume(request))).toMatchObject({ code: 'amount_too_large' })
  const quote = room.ledger.rates.quote(request)
  expect(await rejection(quote)).toMatchObject({ code: 'amount_too_large' })
})

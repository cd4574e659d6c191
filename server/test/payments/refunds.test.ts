import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { checkInvariants } from './invariants.ts'
import { balanceOf, buy, click, newCustomer, settled, startWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterEach(async () => {
  world.simulator.control.clearFaults()
  await settled(world)
  await checkInvariants(world)
})
afterAll(() => world.close())

async function bought(card?: string) {
  const customer = newCustomer()
  const { order } = await buy(world, customer, card === undefined ? {} : { card })
  await settled(world)
  return { customer, orderId: order.id }
}

const refund = (request: { customer: string; orderId: string; amount: string; idempotencyKey?: string }) =>
  world.server.topUps.refund({ idempotencyKey: randomUUID(), reason: 'asked', actor: 'support', ...request })

test('the whole is refunded, and the credits are gone when the answer comes', async () => {
  const sale = await bought()
  expect((await refund({ ...sale, amount: 'all' })).status).toBe('refunded')
  expect(await balanceOf(world, sale.customer)).toBe(0n)
  await expect(refund({ ...sale, amount: 'all' })).rejects.toMatchObject({ code: 'conflict' })
})

test('a part is refunded, and the same key asks for the same refund only', async () => {
  const sale = await bought()
  const request = { ...sale, amount: '250', idempotencyKey: 'refund-1' }
  const answers = await Promise.all([refund(request), refund(request), refund(request)])
  expect(answers.map(({ status }) => status)).toEqual([
    'partly_refunded',
    'partly_refunded',
    'partly_refunded',
  ])
  expect(await balanceOf(world, sale.customer)).toBe(750n)
  const other = await bought()
  await refund({ ...other, amount: '1000', idempotencyKey: 'refund-1' })
  expect(await balanceOf(world, other.customer)).toBe(0n)
})

test('what is unused is refunded in proportion, and leaves nothing', async () => {
  const sale = await bought()
  await world.server.ledger.consume({
    customer: sale.customer,
    currency: 'ai-credits',
    amount: 370n,
    idempotencyKey: 'spend',
  })
  const order = await refund({ ...sale, amount: 'unused' })
  expect(order.status).toBe('partly_refunded')
  expect(await balanceOf(world, sale.customer)).toBe(0n)
})

test('what is unused is given back once, however many ask for it at once', async () => {
  const sale = await bought()
  const { customer } = sale
  await world.server.ledger.consume({
    customer,
    currency: 'ai-credits',
    amount: 600n,
    idempotencyKey: 'spend',
  })
  const asked = await Promise.allSettled(
    Array.from({ length: 5 }, () => refund({ ...sale, amount: 'unused' })),
  )
  const reasons = asked.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []))
  expect(reasons).toHaveLength(4)
  for (const reason of reasons) expect(reason).toMatchObject({ code: 'conflict' })
  await settled(world)
  expect(await balanceOf(world, customer)).toBe(0n)
})

test('dinars are given back in the steps that Stripe takes', async () => {
  const customer = newCustomer()
  const { order } = await buy(world, customer, { moneyCurrency: 'kwd' })
  await settled(world)
  const sale = { customer, orderId: order.id }
  await expect(refund({ ...sale, amount: '101' })).rejects.toMatchObject({
    code: 'invalid_value',
    message: expect.stringContaining('Use KWD 0.100 or KWD 0.110') as string,
  })
  // 617 of 1000 credits for KWD 1.230 are worth KWD 0.758.
  await world.server.ledger.consume({
    customer,
    currency: 'ai-credits',
    amount: 383n,
    idempotencyKey: 'spend',
  })
  expect((await refund({ ...sale, amount: 'unused' })).status).toBe('partly_refunded')
  const refunds = await world.server.connection.client.refunds.list({ limit: 1 })
  expect(refunds.data[0]?.amount).toBe(750)
})

test('a refund that Stripe refuses leaves the money for another one', async () => {
  const sale = await bought()
  world.simulator.control.addFault({
    on: 'call',
    method: 'POST',
    path: '/v1/refunds',
    action: { type: 'status', status: 400 },
  })
  await expect(refund({ ...sale, amount: 'all' })).rejects.toMatchObject({ code: 'conflict' })
  expect((await refund({ ...sale, amount: 'all' })).status).toBe('refunded')
})

test.each(['0', '-1', '1.5', 'NaN', '1e3', '', 'everything'])(
  'S2: a refund of %j is refused',
  async (amount) => {
    const sale = await bought()
    await expect(refund({ ...sale, amount })).rejects.toMatchObject({ code: 'invalid_value' })
  },
)

test('more than was paid, another customer’s order and an unpaid order are refused', async () => {
  const sale = await bought()
  await expect(refund({ ...sale, amount: '1001' })).rejects.toMatchObject({ code: 'amount_above_maximum' })
  await expect(refund({ ...sale, customer: newCustomer(), amount: 'all' })).rejects.toMatchObject({
    code: 'not_found',
  })
  const customer = newCustomer()
  const { order } = await click(world.server, customer)
  await expect(refund({ customer, orderId: order.id, amount: 'all' })).rejects.toMatchObject({
    code: 'conflict',
  })
})

test('the answer to a refund is lost: it is found, not made twice', async () => {
  const sale = await bought()
  world.simulator.control.addFault({
    on: 'call',
    method: 'POST',
    path: '/v1/refunds',
    times: 3,
    action: { type: 'lose_answer' },
  })
  expect((await refund({ ...sale, amount: '400' })).status).toBe('partly_refunded')
  expect(await balanceOf(world, sale.customer)).toBe(600n)
})

test('Stripe keeps a 500 for the key of a refund: the same request succeeds when it is sent again', async () => {
  const sale = await bought()
  world.simulator.control.addFault({
    on: 'call',
    method: 'POST',
    path: '/v1/refunds',
    action: { type: 'status', status: 500, kept: true },
  })
  const request = { ...sale, amount: '400', idempotencyKey: 'kept' }
  await expect(refund(request)).rejects.toMatchObject({ code: 'stripe_unavailable' })
  expect((await refund(request)).status).toBe('partly_refunded')
  expect(await balanceOf(world, sale.customer)).toBe(600n)
})

const CREATE = { on: 'call', method: 'POST', path: '/v1/refunds' } as const
const UNHEARD = { on: 'delivery', times: 1000, action: { type: 'drop' } } as const
const ASKED = { amount: -400n, reason: 'asked', actor: 'support' }

/** What was taken back and given back, oldest first. */
async function movedFor(customer: string) {
  const kinds = ['clawback', 'reinstatement'] as const
  const { data } = await world.server.ledger.entries(customer, { kinds, order: 'oldest' })
  return data
}

/** Stripe makes the refund, and whoever asked for it dies before hearing so. */
async function askAndDie(
  sale: { customer: string; orderId: string },
  idempotencyKey: string = randomUUID(),
): Promise<void> {
  // Whoever still handles an event asks Stripe the same.
  await settled(world)
  const { addFault } = world.simulator.control
  addFault({ ...CREATE, times: 3, action: { type: 'lose_answer' } })
  // The first question is what was refunded before; the second, whether this one was made.
  const list = { on: 'call', method: 'GET', path: '/v1/refunds' } as const
  addFault({ ...list, nth: 2, times: 1000, action: { type: 'reset' } })
  const asked = refund({ ...sale, amount: '400', idempotencyKey })
  await expect(asked).rejects.toMatchObject({ code: 'stripe_unavailable' })
}

test.each<[string, (sale: Awaited<ReturnType<typeof bought>>) => Promise<unknown>]>([
  [
    'the answer to our own call',
    async (sale) => {
      world.simulator.control.addFault(UNHEARD)
      await refund({ ...sale, amount: '400' })
    },
  ],
  [
    'a webhook before that answer',
    async (sale) => {
      world.simulator.control.addFault({ ...CREATE, action: { type: 'deliver_first' } })
      await refund({ ...sale, amount: '400' })
    },
  ],
  [
    'a webhook, though whoever asked has died',
    async (sale) => {
      await askAndDie(sale)
      world.simulator.control.clearFaults()
    },
  ],
  [
    'the daily comparison, though whoever asked has died',
    async (sale) => {
      world.simulator.control.addFault(UNHEARD)
      await askAndDie(sale)
      world.simulator.control.clearFaults()
      await world.server.stripe.reconciler.compare()
    },
  ],
])('what a refund takes back has the host’s reason and actor: told by %s', async (_way, tell) => {
  const sale = await bought()
  await tell(sale)
  await settled(world)
  const events = world.simulator.control.events().filter(({ type }) => type === 'refund.created')
  await Promise.all(events.map(({ id }) => world.simulator.control.emitAgain(id)))
  await settled(world)
  expect(await movedFor(sale.customer)).toMatchObject([ASKED])
})

test('what a refund gives back when it fails has the host’s actor, and says that it failed', async () => {
  const sale = await bought('4000000000005126')
  await refund({ ...sale, amount: '400' })
  const [made] = (await world.server.connection.client.refunds.list({ limit: 1 })).data
  await world.simulator.control.settle(made?.id ?? '', 'fail')
  await settled(world)
  expect(await movedFor(sale.customer)).toMatchObject([
    { ...ASKED, kind: 'clawback', metadata: { refund: made?.id } },
    {
      kind: 'reinstatement',
      amount: 400n,
      reason: 'The refund did not go through',
      actor: ASKED.actor,
      metadata: { refund: made?.id },
    },
  ])
})

test('of two refunds each has its own reason, and one that was asked for without has one that a customer can read', async () => {
  const sale = await bought()
  await refund({ ...sale, amount: '400' })
  await world.server.topUps.refund({ ...sale, amount: '100', idempotencyKey: randomUUID() })
  expect(await movedFor(sale.customer)).toMatchObject([
    ASKED,
    { amount: -100n, reason: 'The payment was refunded', actor: null },
  ])
})

test('the same key asks for the same refund only, also when Stripe has forgotten it, and nobody had heard of that', async () => {
  const [heard, unheard] = [await bought(), await bought()]
  const request = { ...heard, amount: '400', idempotencyKey: 'forgotten' }
  await refund(request)
  await askAndDie(unheard, 'forgotten')
  world.simulator.control.clearFaults()
  await settled(world)
  const day = 25 * 60 * 60_000
  await world.simulator.control.advance(day)
  expect((await refund(request)).status).toBe('partly_refunded')
  expect((await refund({ ...request, ...unheard })).status).toBe('partly_refunded')
  await world.simulator.control.advance(-day)
  expect(await balanceOf(world, heard.customer)).toBe(600n)
  expect(await balanceOf(world, unheard.customer)).toBe(600n)
})

test('a key that was used for a refund is refused for another one', async () => {
  const sale = await bought()
  const request = { ...sale, amount: '400', idempotencyKey: randomUUID() }
  await refund(request)
  for (const other of [{ amount: '500' }, { reason: 'another' }, { actor: 'somebody else' }]) {
    // oxlint-disable-next-line no-await-in-loop -- one after another
    await expect(refund({ ...request, ...other })).rejects.toMatchObject({ code: 'idempotency_key_reused' })
  }
  expect(await balanceOf(world, sale.customer)).toBe(600n)
})

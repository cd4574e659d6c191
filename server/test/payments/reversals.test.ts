import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { checkInvariants } from './invariants.ts'
import { balanceOf, buy, newCustomer, readOrder, settled, startWorld, type World } from './world.ts'

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

/** A granted top-up of 1000 credits for $10. */
async function bought(card?: string) {
  const customer = newCustomer()
  const { order, session } = await buy(world, customer, card === undefined ? {} : { card })
  await settled(world)
  return { customer, order, session }
}

async function kindsOf(customer: string): Promise<[string, bigint][]> {
  const { data } = await world.server.ledger.entries(customer, { order: 'oldest' })
  return data.map((entry) => [entry.kind, entry.amount])
}

const statusOf = async (customer: string, order: { id: string }) =>
  (await world.server.topUps.order(customer, order.id)).status

async function spend(customer: string, amount: bigint): Promise<void> {
  await world.server.ledger.consume({
    customer,
    currency: 'ai-credits',
    amount,
    idempotencyKey: crypto.randomUUID(),
  })
}

test('F20: a full refund, its events in any order and twice: taken back once', async () => {
  const { customer, order, session } = await bought()
  world.simulator.control.addFault({ on: 'delivery', times: 2, action: { type: 'reverse' } })
  world.simulator.control.addFault({ on: 'delivery', times: 10, action: { type: 'duplicate', copies: 3 } })
  await world.simulator.control.refund(session)
  await settled(world)
  const events = world.simulator.control
    .events()
    .filter(({ type }) => /^refund\.|^charge\.refunded/.test(type))
  await Promise.all(events.map(({ id }) => world.simulator.control.emitAgain(id)))
  await settled(world)
  expect(await kindsOf(customer)).toEqual([
    ['grant', 1000n],
    ['clawback', -1000n],
  ])
  expect(await statusOf(customer, order)).toBe('refunded')
})

test('F21: partial refunds that add up to the whole take back the grant exactly', async () => {
  const { customer, order, session } = await bought()
  for (const amount of [333, 333, 333, 1]) {
    // oxlint-disable-next-line no-await-in-loop
    await world.simulator.control.refund(session, { amount })
    // oxlint-disable-next-line no-await-in-loop
    await settled(world)
  }
  expect(await balanceOf(world, customer)).toBe(0n)
  expect((await kindsOf(customer)).map(([, amount]) => amount)).toEqual([1000n, -333n, -333n, -333n, -1n])
  expect(await statusOf(customer, order)).toBe('refunded')
})

test('F21: shares that do not divide are rounded cumulatively, so that nothing drifts', async () => {
  await world.server.topUps.packages.put('odd', {
    name: 'Odd',
    credits: '1000',
    prices: [{ amount: '700', currency: 'usd' }],
  })
  const customer = newCustomer()
  const { order, session } = await buy(world, customer, { packageId: 'odd' })
  await settled(world)
  for (let refund = 0; refund < 7; refund += 1) {
    // oxlint-disable-next-line no-await-in-loop
    await world.simulator.control.refund(session, { amount: 100 })
    // oxlint-disable-next-line no-await-in-loop
    await settled(world)
    // oxlint-disable-next-line no-await-in-loop
    expect(await balanceOf(world, customer)).toBe([857n, 714n, 571n, 429n, 286n, 143n, 0n][refund])
    // oxlint-disable-next-line no-await-in-loop
    expect(await statusOf(customer, order)).toBe(refund < 6 ? 'partly_refunded' : 'refunded')
  }
})

test('F22: a refund that goes from pending to failed is taken when it is made, and given back once', async () => {
  const { customer, order, session } = await bought()
  const refund = await world.simulator.control.refund(session, { amount: 400, course: 'pending' })
  await settled(world)
  expect(await balanceOf(world, customer)).toBe(600n)
  expect(await statusOf(customer, order)).toBe('partly_refunded')
  await world.simulator.control.settle(refund.id, 'fail')
  await settled(world)
  const failed = world.simulator.control.events().filter(({ type }) => type === 'refund.failed')
  await Promise.all(failed.map(({ id }) => world.simulator.control.emitAgain(id)))
  await settled(world)
  expect(await kindsOf(customer)).toEqual([
    ['grant', 1000n],
    ['clawback', -400n],
    ['reinstatement', 400n],
  ])
  expect(await statusOf(customer, order)).toBe('granted')
})

test('F23: a refund after the credits were spent: negative balance, spending stops, recorded', async () => {
  const { customer, session } = await bought()
  await spend(customer, 700n)
  await world.simulator.control.refund(session)
  await settled(world)
  expect(await balanceOf(world, customer)).toBe(-700n)
  await expect(spend(customer, 1n)).rejects.toMatchObject({ code: 'insufficient_credits' })
  await buy(world, customer, { returnPath: '/again' })
  await settled(world)
  expect(await balanceOf(world, customer)).toBe(300n)
})

test('F24: a refund event before the grant: nets to zero, nothing negative in between', async () => {
  const customer = newCustomer()
  const { addFault, clearFaults, refund } = world.simulator.control
  addFault({ on: 'delivery', event: 'checkout.*', times: 100, action: { type: 'drop' } })
  addFault({ on: 'delivery', event: 'payment_intent.*', times: 100, action: { type: 'drop' } })
  const { order, session } = await buy(world, customer)
  await refund(session)
  await settled(world)
  clearFaults()
  const { data } = await world.server.ledger.entries(customer, { order: 'oldest' })
  expect(data.map(({ kind, balanceAfter }) => [kind, balanceAfter])).toEqual([
    ['grant', 1000n],
    ['clawback', 0n],
  ])
  expect(await statusOf(customer, order)).toBe('refunded')
})

test('F25: an inquiry, opened and closed: held and released, nothing taken', async () => {
  const { customer, order, session } = await bought()
  await spend(customer, 300n)
  const dispute = await world.simulator.control.openDispute(session, { isInquiry: true })
  await settled(world)
  const pool = () => world.server.ledger.balance({ customer, currency: 'ai-credits' })
  expect(await pool()).toMatchObject({ balance: 700n, held: 700n, available: 0n })
  expect(await statusOf(customer, order)).toBe('disputed')
  await expect(spend(customer, 1n)).rejects.toMatchObject({ code: 'insufficient_credits' })
  await world.simulator.control.closeDispute(dispute.id, 'won')
  await settled(world)
  expect(await pool()).toMatchObject({ balance: 700n, held: 0n, available: 700n })
  expect(await statusOf(customer, order)).toBe('granted')
  expect((await kindsOf(customer)).map(([kind]) => kind)).not.toContain('clawback')
})

test('F25: an inquiry holds what is free of the credits, beside other holds and restricted credits', async () => {
  const { customer, order, session } = await bought()
  const { ledger } = world.server
  const key = { customer, currency: 'ai-credits' }
  await ledger.features.put({ id: 'inquired', name: 'Inquired' })
  await ledger.grant({ ...key, amount: 5000n, features: ['inquired'] })
  await ledger.holds.create({ ...key, amount: 600n })
  const dispute = await world.simulator.control.openDispute(session, { isInquiry: true })
  await settled(world)
  expect(await statusOf(customer, order)).toBe('disputed')
  expect(await ledger.balance(key)).toMatchObject({ balance: 6000n, held: 1000n })
  await world.simulator.control.closeDispute(dispute.id, 'won')
  await settled(world)
  expect(await ledger.balance(key)).toMatchObject({ balance: 6000n, held: 600n })
  expect(await statusOf(customer, order)).toBe('granted')
})

test('F25: an inquiry is over, though somebody has let go of its hold before', async () => {
  const { customer, order, session } = await bought()
  const { holds } = world.server.ledger
  const dispute = await world.simulator.control.openDispute(session, { isInquiry: true })
  await settled(world)
  const [held] = (await holds.list(customer)).data
  await holds.release({ customer, holdId: held?.id ?? '' })
  await world.simulator.control.closeDispute(dispute.id, 'won')
  await settled(world)
  expect(await balanceOf(world, customer)).toBe(1000n)
  expect(await statusOf(customer, order)).toBe('granted')
})

test('F26: a dispute takes back when it opens, and gives back when it is won', async () => {
  const { customer, order, session } = await bought()
  const dispute = await world.simulator.control.openDispute(session)
  await settled(world)
  expect(await balanceOf(world, customer)).toBe(0n)
  expect(await statusOf(customer, order)).toBe('disputed')
  await world.simulator.control.closeDispute(dispute.id, 'won')
  await settled(world)
  expect(await balanceOf(world, customer)).toBe(1000n)
  expect(await statusOf(customer, order)).toBe('granted')
})

test('F26: a lost dispute is final', async () => {
  const { customer, order, session } = await bought()
  const dispute = await world.simulator.control.openDispute(session)
  await world.simulator.control.closeDispute(dispute.id, 'lost')
  await settled(world)
  expect(await kindsOf(customer)).toEqual([
    ['grant', 1000n],
    ['clawback', -1000n],
  ])
  expect(await statusOf(customer, order)).toBe('disputed')
})

test('F26: a refund and a dispute together never take back more than was granted', async () => {
  const { customer, order, session } = await bought()
  await world.simulator.control.refund(session, { amount: 600 })
  const dispute = await world.simulator.control.openDispute(session)
  await settled(world)
  expect(await balanceOf(world, customer)).toBe(0n)
  await world.simulator.control.closeDispute(dispute.id, 'won')
  await settled(world)
  expect(await balanceOf(world, customer)).toBe(400n)
  expect(await statusOf(customer, order)).toBe('partly_refunded')
})

test('F26: an inquiry that becomes a dispute takes back what it held', async () => {
  const { customer, session } = await bought()
  const dispute = await world.simulator.control.openDispute(session, { isInquiry: true })
  await settled(world)
  await world.simulator.control.escalateInquiry(dispute.id)
  await settled(world)
  const pool = await world.server.ledger.balance({ customer, currency: 'ai-credits' })
  expect(pool).toMatchObject({ balance: 0n, held: 0n })
})

test('a warning of fraud changes nothing by itself', async () => {
  const { customer, order, session } = await bought()
  await world.simulator.control.warnOfFraud(session)
  await settled(world)
  expect(await balanceOf(world, customer)).toBe(1000n)
  expect((await readOrder(world, customer, order)).status).toBe('granted')
})

test('what was refunded or disputed at Stripe has a reason that a customer can read, and the id for support', async () => {
  const { customer, session } = await bought()
  const { refund, settle, openDispute, closeDispute } = world.simulator.control
  const { id: refundId } = await refund(session, { amount: 400, course: 'pending' })
  await settled(world)
  await settle(refundId, 'fail')
  await settled(world)
  const { id: disputeId } = await openDispute(session)
  await settled(world)
  await closeDispute(disputeId, 'won')
  await settled(world)
  const { data } = await world.server.ledger.entries(customer, { order: 'oldest' })
  const ofRefund = { actor: 'stripe', metadata: { refund: refundId } }
  const ofDispute = { actor: 'stripe', metadata: { dispute: disputeId } }
  expect(data.slice(1)).toMatchObject([
    { kind: 'clawback', reason: 'The payment was refunded', ...ofRefund },
    { kind: 'reinstatement', reason: 'The refund did not go through', ...ofRefund },
    { kind: 'clawback', reason: 'The payment was disputed', ...ofDispute },
    { kind: 'reinstatement', reason: 'The dispute is over', ...ofDispute },
  ])
})

test('S18: a refund and spending of the same credits at once: the entries explain the outcome', async () => {
  const { customer, session } = await bought()
  const spending = Array.from({ length: 10 }, () =>
    spend(customer, 100n).then(
      () => 1n,
      () => 0n,
    ),
  )
  const [, ...spent] = await Promise.all([world.simulator.control.refund(session), ...spending])
  await settled(world)
  const total = spent.reduce((sum, one) => sum + one, 0n) * 100n
  expect(await balanceOf(world, customer)).toBe(-total)
  const { data } = await world.server.ledger.entries(customer, { order: 'oldest' })
  let balance = 0n
  for (const entry of data) {
    balance += entry.amount
    expect(entry.balanceAfter).toBe(balance)
  }
})

import type { Balance, Grant, LedgerEntry, Order, Page, Usage } from '@creditkit/sdk'
import { beforeEach, describe, expect, it } from 'vitest'
import { sum, toUnits } from './amounts.ts'
import { answer, resetScenarios, scenarioFetch, scenarios } from './index.ts'

const now = Date.parse('2026-11-21T15:30:00Z')

function ask(scenario: string, path: string, init?: RequestInit): Promise<Response> {
  const answered = answer(new Request(`https://credits.test/${scenario}/v1/me/${path}`, init), { now })
  if (!answered) throw new Error(`No answer to ${path}`)
  return answered
}

async function get<T>(scenario: string, path: string): Promise<T> {
  const response = await ask(scenario, path)
  return (await response.json()) as T
}

async function all<T>(scenario: string, path: string): Promise<T[]> {
  const items: T[] = []
  let cursor: string | null = ''
  do {
    const page: Page<T> = await get(scenario, `${path}?limit=100${cursor && `&cursor=${cursor}`}`)
    items.push(...page.data)
    cursor = page.nextCursor
  } while (cursor)
  return items
}

async function savedCards(): Promise<string[]> {
  const { data } = await get<{ data: { id: string }[] }>('saved-cards', 'payment-methods')
  return data.map(({ id }) => id)
}

beforeEach(resetScenarios)

describe('every scenario adds up', () => {
  const answering = [
    'ready',
    'empty',
    'low',
    'negative',
    'expiring',
    'held',
    'many',
    'huge',
    'scaled',
    'one-bar',
  ]

  it.each(answering.filter((name) => name !== 'negative'))(
    '%s: the categories add up to the balance on whatever day it is looked at',
    async (name) => {
      for (let days = 0; days < 7; days++) {
        resetScenarios()
        const request = new Request(`https://credits.test/${name}/v1/me/balance`)
        const response = (await answer(request, { now: now + days * 86_400_000 })) ?? Response.error()
        const { balance, byCategory, currency } = (await response.json()) as Balance
        const units = (amount: string): bigint => toUnits(amount, currency.scale)
        expect(sum(byCategory.map(({ remaining }) => units(remaining)))).toBe(units(balance))
      }
    },
  )

  it.each(answering)('%s: balance, grants, entries and usage agree', async (name) => {
    const balance = await get<Balance>(name, 'balance')
    const grants = await all<Grant>(name, 'grants')
    const entries = await all<LedgerEntry>(name, 'statement')
    const { scale } = balance.currency
    const units = (amount: string): bigint => toUnits(amount, scale)

    const remaining = sum(
      grants.filter((grant) => grant.status === 'available').map((grant) => units(grant.remaining)),
    )
    const overdraft = units(balance.balance) < 0n ? units(balance.balance) : 0n
    expect(remaining + overdraft).toBe(units(balance.balance))
    expect(sum(entries.map((entry) => units(entry.amount)))).toBe(units(balance.balance))
    expect(entries.map((entry) => Number(entry.seq))).toEqual(
      entries.map((_, index) => entries.length - index),
    )

    const usage = await get<Usage>(
      name,
      'usage?from=2025-01-01T00:00:00Z&bucket=month&timeZone=Europe/Vienna',
    )
    const consumed = sum(
      entries.filter((entry) => entry.kind === 'consumption').map((entry) => -units(entry.amount)),
    )
    expect(units(usage.total)).toBe(consumed)
    expect(sum(usage.buckets.map((bucket) => units(bucket.total)))).toBe(consumed)
  })

  it('has the balance that its recipe asks for', async () => {
    for (const name of answering) {
      const { balance } = await get<Balance>(name, 'balance')
      expect([name, balance]).toEqual([name, scenarios[name as 'ready'].recipe.balance])
    }
  })
})

it('gives the same answer to the same question', async () => {
  const first = await get('many', 'usage?bucket=week')
  resetScenarios()
  expect(await get('many', 'usage?bucket=week')).toEqual(first)
})

it('begins days at midnight in the time zone asked for, across a change of clocks', async () => {
  const query = 'from=2026-10-23T22:00:00Z&to=2026-10-26T23:00:00Z&bucket=day&timeZone=Europe/Vienna'
  const { buckets } = await get<Usage>('many', `usage?${query}`)
  expect(buckets.map((bucket) => bucket.start.slice(5, 16))).toEqual([
    '10-23T22:00',
    '10-24T22:00',
    '10-25T23:00',
  ])
})

it('takes a top-up from open over processing to granted, and the balance with it', async () => {
  const before = await get<Balance>('ready', 'balance')
  const body = JSON.stringify({ packageId: 'medium' })
  const response = await ask('ready', 'top-ups', { method: 'POST', body })
  const { id } = (await response.json()) as Order
  const statuses = []
  for (let step = 0; step < 4; step++) statuses.push((await get<Order>('ready', `top-ups/${id}`)).status)
  expect(statuses).toEqual(['open', 'processing', 'granted', 'granted'])
  const after = await get<Balance>('ready', 'balance')
  expect(BigInt(after.balance) - BigInt(before.balance)).toBe(25_000n)
})

it('charges a saved card at once, and forgets one that is removed', async () => {
  expect(await savedCards()).toEqual(['pm_visa', 'pm_mastercard', 'pm_old'])
  const body = JSON.stringify({ packageId: 'medium', paymentMethod: 'pm_visa' })
  const response = await ask('saved-cards', 'top-ups', { method: 'POST', body })
  expect(await response.json()).toMatchObject({ status: 'granted', checkoutMode: 'saved_card' })
  expect((await ask('saved-cards', 'payment-methods/pm_old', { method: 'DELETE' })).status).toBe(204)
  expect(await savedCards()).toEqual(['pm_visa', 'pm_mastercard'])
})

it('greets on the live stream, then tells what happens', async () => {
  const response = await ask('ready', 'stream')
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  expect((await reader?.read())?.value).toContain('event: hello')
  for (let step = 0; step < 3; step++) await get('ready', 'top-ups/order_1')
  const { value } = (await reader?.read()) ?? {}
  expect(value).toContain('event: order.changed')
  expect((await reader?.read())?.value).toContain('event: balance.changed')
  await reader?.cancel()
})

it('answers nothing but its own addresses', () => {
  expect(answer(new Request('https://credits.test/nobody/v1/me/balance'))).toBeUndefined()
  expect(answer(new Request('https://credits.test/ready/index.html'))).toBeUndefined()
})

it('fails as fetch does when the network is gone or the caller gives up', async () => {
  const fetch = scenarioFetch({ now })
  await expect(fetch('https://credits.test/offline/v1/me/balance')).rejects.toThrow(TypeError)
  const signal = AbortSignal.abort()
  await expect(fetch('https://credits.test/loading/v1/me/balance', { signal })).rejects.toThrow('abort')
})

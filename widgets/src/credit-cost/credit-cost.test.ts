import type { Check } from '@creditkit/sdk'
import { html } from 'lit'
import { expect, test } from 'vitest'
import '../define/credit-cost.ts'
import { expectAccessible } from '../testing/axe.ts'
import { fakeClient, FakeResource } from '../testing/fake-client.ts'
import { mount, settle, textOf } from '../testing/mount.ts'
import type { CreditCost } from './credit-cost.ts'

const enough: Check = { allowed: true, cost: '3', available: '12', remaining: '9', missing: '0', seq: '1' }

async function show(resource: FakeResource<Check>): Promise<CreditCost> {
  const client = fakeClient({ checkResource: resource })
  return mount<CreditCost>(
    html`<credit-cost .client=${client} feature="chat" locale="en"></credit-cost>`,
    'credit-cost',
  )
}

test('says what the action costs and what there is, in a line', async () => {
  const cost = await show(new FakeResource(enough))
  expect(cost.shadowRoot?.querySelector('[part=cost]')?.textContent.trim()).toBe('3 credits, you have 12')
  expect(cost.getBoundingClientRect().height).toBeLessThan(30)
  await expectAccessible(cost)
})

test('says when it is not enough, with the way on', async () => {
  const cost = await show(new FakeResource({ ...enough, allowed: false, cost: '1', available: '0' }))
  expect(textOf(cost)).toBe('1 credit , you have 0 Add credits')
  await expectAccessible(cost)
})

test('what costs nothing is free', async () => {
  const cost = await show(new FakeResource({ ...enough, cost: '0' }))
  expect(textOf(cost)).toBe('Free')
})

test('what cannot be had can be tried again', async () => {
  const resource = new FakeResource<Check>()
  const cost = await show(resource)
  resource.fail('network')
  await settle(cost)
  // In the line in which the cost would stand.
  const [why, again] = ['p', 'button'].map((name) =>
    cost.shadowRoot?.querySelector(name)?.getBoundingClientRect(),
  )
  expect(again?.left).toBeGreaterThanOrEqual(why?.right ?? 0)
  cost.shadowRoot?.querySelector('button')?.click()
  expect(resource.refreshed).toBe(1)
  await expectAccessible(cost)
})

import type { Balance } from '@creditkit/sdk'
import { html } from 'lit'
import { expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import '../define/credit-alert.ts'
import { expectAccessible } from '../testing/axe.ts'
import { balanceWith } from '../testing/balance.ts'
import { fakeClient, FakeResource } from '../testing/fake-client.ts'
import { mount, settle, textOf } from '../testing/mount.ts'
import type { CreditAlert } from './credit-alert.ts'
import { banner } from './parts.ts'

const calm: Partial<Balance> = { lowThreshold: '1000', nextExpiry: null, runway: null }

async function show(
  change: Partial<Balance>,
  dismissible = false,
): Promise<{
  alert: CreditAlert
  resource: FakeResource<Balance>
  becomes: (change: Partial<Balance>) => Promise<void>
}> {
  // As in a browser that has the file already.
  await banner.load()
  const resource = new FakeResource(balanceWith({ ...calm, ...change }))
  const client = fakeClient({ balance: resource })
  const alert = await mount<CreditAlert>(
    html`<credit-alert .client=${client} ?dismissible=${dismissible} locale="en-US"></credit-alert>`,
    'credit-alert',
  )
  const becomes = async (change: Partial<Balance>): Promise<void> => {
    resource.ready(balanceWith({ ...calm, ...change }))
    await settle(alert)
  }
  return { alert, resource, becomes }
}

test('there is nothing to see while all is well, nor while nothing is known', async () => {
  const { alert } = await show({})
  expect(textOf(alert)).toBe('')
  expect(alert.getBoundingClientRect().height).toBe(0)
})

test('it takes a place in the host’s layout only while it says something', async () => {
  const { alert, becomes } = await show({})
  expect(getComputedStyle(alert).position).toBe('absolute')
  await becomes({ available: '480', balance: '480' })
  expect(getComputedStyle(alert).position).not.toBe('absolute')
})

const runway = { seconds: 28_800, runsOutAt: '', perDay: '1440', windowDays: 7 }
/** At this time of another day. */
const inDays = (days: number): string => {
  const at = new Date()
  at.setDate(at.getDate() + days)
  return at.toISOString()
}
const soon = inDays(2)

test.each<[string, Partial<Balance>, string]>([
  ['low', { available: '480', runway }, 'You have 480 credits left, about 8 hours at your current pace.'],
  ['low without a forecast', { available: '1' }, 'You have 1 credit left.'],
  ['used up', { available: '0', balance: '0' }, 'You have no credits left.'],
  ['negative', { available: '-320', balance: '-320' }, 'You are 320 credits over.'],
  [
    'held up',
    { available: '0', balance: '50', held: '50' },
    'All your credits are held for work in progress, and come free when it ends.',
  ],
  ['expiring', { nextExpiry: { at: soon, amount: '3200' } }, '3,200 credits will expire in 2 days, on '],
])('%s is said, with the way on', async (_, change, sentence) => {
  const { alert } = await show(change)
  expect(textOf(alert)).toContain(sentence)
  await expectAccessible(alert)
})

test('a low balance is low until it is ten percent above the threshold', async () => {
  const { alert, becomes } = await show({ available: '999' })
  const changes: unknown[] = []
  alert.addEventListener('credit-alert-changed', ({ detail }) => changes.push(detail.alert))
  for (const available of ['1001', '999', '1099', '1100', '1050', '1000']) await becomes({ available })
  expect(textOf(alert)).toBe('')
  expect(changes).toEqual([undefined])
})

test('an expiry further off than asked for is not told', async () => {
  const far = inDays(8)
  const { alert } = await show({ nextExpiry: { at: far, amount: '3200' } })
  expect(textOf(alert)).toBe('')
  alert.expiringWithin = 8
  await settle(alert)
  expect(textOf(alert)).toContain('3,200 credits will expire in 8 days')
})

test('what is dismissed stays away until there is another alert', async () => {
  const { alert, becomes } = await show({ available: '480' }, true)
  alert.shadowRoot?.querySelector<HTMLElement>('.dismiss')?.click()
  await settle(alert)
  await becomes({ available: '470' })
  expect(textOf(alert)).toBe('')
  await becomes({ available: '-5', balance: '-5' })
  expect(textOf(alert)).toContain('You are 5 credits over.')
})

test('dismissed from the keyboard, it keeps the focus where it stood, unseen, and the next Tab goes on from there', async () => {
  const { alert } = await show({ available: '480' }, true)
  const after = await mount<HTMLButtonElement>(html`<button>After</button>`, 'button')
  const place = (): Element | null | undefined => alert.shadowRoot?.activeElement
  alert.shadowRoot?.querySelector<HTMLElement>('.dismiss')?.focus()
  await userEvent.keyboard('{Enter}')
  await settle(alert)
  expect(textOf(alert)).toBe('')
  expect(document.activeElement).toBe(alert)
  expect(place()?.role).toBe('status')
  expect(getComputedStyle(place() ?? alert).outlineStyle).toBe('none')
  await userEvent.keyboard('{Tab}')
  expect(document.activeElement).toBe(after)
  await userEvent.keyboard('{Shift>}{Tab}{/Shift}')
  expect(document.activeElement).not.toBe(alert)
})

test('an alert that goes takes no focus that was elsewhere', async () => {
  const { alert, becomes } = await show({ available: '480' })
  const elsewhere = await mount<HTMLButtonElement>(html`<button>Elsewhere</button>`, 'button')
  elsewhere.focus()
  await becomes({ available: '5000' })
  expect(textOf(alert)).toBe('')
  expect(document.activeElement).toBe(elsewhere)
})

test('Add credits asks for a top-up', async () => {
  const { alert } = await show({ available: '480' })
  const requested = vi.fn<() => void>()
  alert.addEventListener('credit-top-up-requested', requested)
  alert.shadowRoot?.querySelector<HTMLElement>('[part=add]')?.click()
  expect(requested).toHaveBeenCalledTimes(1)
})

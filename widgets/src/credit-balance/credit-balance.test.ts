import type { Balance } from '@creditkit/sdk'
import { html } from 'lit'
import { expect, test, vi } from 'vitest'
import '../define/credit-balance.ts'
import { expectAccessible } from '../testing/axe.ts'
import { balanceWith } from '../testing/balance.ts'
import { fakeClient, FakeResource } from '../testing/fake-client.ts'
import { allowMotion } from '../testing/motion.ts'
import { brokenWords, mount, settle, textOf } from '../testing/mount.ts'
import type { CreditBalance } from './credit-balance.ts'
import { body } from './parts.ts'

async function show(
  resource: FakeResource<Balance>,
  variant?: CreditBalance['variant'],
): Promise<CreditBalance> {
  const client = fakeClient({ balance: resource })
  await body.load()
  return mount<CreditBalance>(
    html`<credit-balance .client=${client} .variant=${variant} locale="en-US"></credit-balance>`,
    'credit-balance',
  )
}

const within = (element: CreditBalance, selector: string): HTMLElement => {
  const found = element.shadowRoot?.querySelector<HTMLElement>(selector)
  if (!found) throw new Error(`No ${selector}.`)
  return found
}

test('shows what is left, what it is worth, of which kind, how long it lasts and what expires', async () => {
  const balance = await show(new FakeResource(balanceWith()))
  const text = textOf(balance)
  expect(text).toContain('AI credits 12,480 12,480')
  expect(text).toContain('credits left about $12.48 at today’s rate')
  expect(text).toContain('Paid 9,280 Promotional 3,200')
  expect(text).toContain('9 days')
  expect(text).toContain('3,200 on Dec 3')
  await expectAccessible(balance)
})

test.each([
  [280, undefined],
  [480, undefined],
  [700, undefined],
  [480, 'utilisation'],
  [480, 'compact'],
] as const)(
  'at %i pixels the skeleton is as tall as the balance that follows, %s',
  async (width, variant) => {
    const resource = new FakeResource<Balance>()
    const balance = await show(resource, variant)
    ;(balance.parentElement as HTMLElement).style.width = `${width}px`
    const before = balance.getBoundingClientRect().height
    expect(within(balance, '[aria-busy]')).toBeTruthy()
    resource.ready(balanceWith())
    await settle(balance)
    expect(balance.getBoundingClientRect().height).toBe(before)
    expect(balance.shadowRoot?.querySelector('[aria-busy]')).toBeNull()
  },
)

test('an amount beyond the reach of floats is shown to the last digit', async () => {
  const balance = await show(new FakeResource(balanceWith({ available: '9007199254740993127.000001' })))
  expect(textOf(balance)).toContain('9,007,199,254,740,993,127.000001')
})

test.each([280, 480])('at %i pixels no number is broken within its digits', async (width) => {
  const huge = '9007199254740993127'
  const at = '2026-12-03T00:00:00.000Z'
  const balance = await show(
    new FakeResource(balanceWith({ available: huge, nextExpiry: { at, amount: huge } })),
  )
  // Letters as wide as in any font that a host may have.
  balance.style.setProperty('--credit-font', 'monospace')
  ;(balance.parentElement as HTMLElement).style.width = `${width}px`
  expect(brokenWords(balance)).toEqual([])
  expect(within(balance, '.number').getClientRects()).toHaveLength(1)
  expect(within(balance, '.card').scrollWidth).toBeLessThanOrEqual(width)
})

test('held and pending credits are told apart', async () => {
  const balance = await show(new FakeResource(balanceWith({ held: '1200', pending: '5000' })))
  expect(textOf(balance)).toContain('1,200 held for work in progress 5,000 on the way')
  await expectAccessible(balance)
})

test('what is owed beside credits that are left is said, so that the balance adds up', async () => {
  const balance = await show(new FakeResource(balanceWith({ balance: '12080', available: '12080' })))
  expect(textOf(balance)).toContain('400 owed, settled by your next top-up')
  await expectAccessible(balance)
})

const nothing = { nextExpiry: null, runway: null, value: null, available: '0', balance: '0' }

test.each([
  ['never had any', { granted: '0' }, 'You have no credits yet. Add some to get started.'],
  ['used up', {}, 'You have used all your credits. Add some to carry on.'],
  ['all held', { balance: '5', held: '5' }, 'All your credits are held for work in progress.'],
  ['negative', { balance: '-320', available: '-320' }, 'You are 320 over.'],
])('nothing to spend, %s: says why, and invites', async (_, change, sentence) => {
  const balance = await show(new FakeResource(balanceWith({ ...nothing, ...change })))
  expect(textOf(balance)).toContain(sentence)
  expect(within(balance, 'button.add').textContent).toContain('Add credits')
  await expectAccessible(balance)
})

test('how long it lasts can be explained', async () => {
  const balance = await show(new FakeResource(balanceWith()))
  const how = within(balance, 'button[aria-controls]')
  how.click()
  await settle(balance)
  expect(how.getAttribute('aria-expanded')).toBe('true')
  expect(within(balance, '#pace').innerText).toBe('At about 1,380 a day, as over the last 14 days.')
  await expectAccessible(balance)
})

test('Add credits asks for a top-up of its pool', async () => {
  const balance = await show(new FakeResource(balanceWith()))
  balance.currency = 'ai'
  balance.resource = 'team'
  const heard = vi.fn<(event: HTMLElementEventMap['credit-top-up-requested']) => void>()
  balance.parentElement?.addEventListener('credit-top-up-requested', heard, { once: true })
  await settle(balance)
  within(balance, 'button.add').click()
  expect(heard.mock.calls[0]?.[0].detail).toEqual({ currency: 'ai', resource: 'team' })
  expect(heard.mock.calls[0]?.[0].cancelable).toBe(true)
})

test('the number runs to a new balance, which is announced once, when it rests', async () => {
  await allowMotion()
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'requestAnimationFrame'] })
  const resource = new FakeResource(balanceWith())
  const balance = await show(resource)
  const changed = vi.fn<(event: HTMLElementEventMap['credit-balance-changed']) => void>()
  balance.addEventListener('credit-balance-changed', changed)
  for (const available of ['12000', '11000', '10000']) {
    resource.ready(balanceWith({ available }))
    await settle(balance)
  }
  await vi.advanceTimersByTimeAsync(100)
  const running = within(balance, '.number').textContent
  expect(running).not.toBe('10,000')
  expect(within(balance, '[role=status]').textContent).toBe('')
  await vi.advanceTimersByTimeAsync(900)
  await settle(balance)
  expect(within(balance, '.number').textContent).toBe('10,000')
  expect(within(balance, '[role=status]').textContent).toBe('10,000 credits left.')
  expect(changed).toHaveBeenCalledTimes(3)
  vi.useRealTimers()
})

test('the number does not run where it is scrolled out of view', async () => {
  await allowMotion()
  const resource = new FakeResource(balanceWith())
  const balance = await show(resource)
  balance.style.marginBlockStart = '3000px'
  // The widget's own observer is told in the same frame as this one, before or after it.
  await new Promise<void>((resolve) => {
    new IntersectionObserver(([entry]) => entry && !entry.isIntersecting && resolve()).observe(balance)
  })
  await new Promise(requestAnimationFrame)
  resource.ready(balanceWith({ available: '9000' }))
  await settle(balance)
  expect(within(balance, '.number').textContent).toBe('9,000')
})

test('compact is one line', async () => {
  const balance = await show(new FakeResource(balanceWith()), 'compact')
  expect(balance.getBoundingClientRect().height).toBeLessThan(40)
  await expectAccessible(balance)
})

test('utilisation says how much of what was granted is used', async () => {
  const balance = await show(new FakeResource(balanceWith()), 'utilisation')
  expect(textOf(balance)).toContain('7,520 of 20,000 used 38%')
  await expectAccessible(balance)
})

test('a low balance says so', async () => {
  const balance = await show(new FakeResource(balanceWith({ lowThreshold: '20000' })))
  expect(textOf(balance)).toContain('Running low')
})

test('in Arabic it runs from right to left', async () => {
  const client = fakeClient({ balance: new FakeResource(balanceWith()) })
  const balance = await mount<CreditBalance>(
    html`<credit-balance .client=${client} locale="ar"></credit-balance>`,
    'credit-balance',
  )
  await expect.poll(() => textOf(balance)).toContain('إضافة رصيد')
  expect(within(balance, 'section').dir).toBe('rtl')
  await expectAccessible(balance)
})

test('badge and meter are round as long as corners are, and square where those are', async () => {
  const balance = await show(new FakeResource(balanceWith({ lowThreshold: '20000' })))
  const roundness = (selector: string): number => {
    const shape = within(balance, selector)
    return Number.parseFloat(getComputedStyle(shape).borderStartStartRadius) / shape.offsetHeight
  }
  expect(Math.min(roundness('.badge'), roundness('.meter'))).toBeGreaterThanOrEqual(0.5)
  balance.style.setProperty('--credit-radius', '0px')
  expect([roundness('.badge'), roundness('.meter')]).toEqual([0, 0])
})

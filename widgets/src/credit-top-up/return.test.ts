import type { Order } from '@creditkit/sdk'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { expectAccessible } from '../testing/axe.ts'
import { balanceWith } from '../testing/balance.ts'
import { FakeResource } from '../testing/fake-client.ts'
import { settle, textOf } from '../testing/mount.ts'
import { orderWith, refusal } from '../testing/top-up.ts'
import { buying } from './parts.ts'
import { TopUpPage } from './testing.ts'

let before: string

beforeEach(() => {
  before = location.href
  const url = new URL(location.href)
  url.searchParams.set('credit-top-up', 'order_1')
  history.replaceState(null, '', url)
})

afterEach(() => {
  vi.useRealTimers()
  history.replaceState(null, '', before)
  sessionStorage.clear()
})

test('back from the payment page: checking, settling, done, and a clean address', async () => {
  const order = new FakeResource<Order>()
  const page = await TopUpPage.open({ order })
  const completed = vi.fn<(event: HTMLElementEventMap['credit-top-up-completed']) => void>()
  page.element.addEventListener('credit-top-up-completed', completed)
  expect(location.search).not.toContain('credit-top-up=')
  expect(page.text).toContain('Checking your payment')
  await expectAccessible(page.element)
  const step = (): string => page.one('[aria-current=step]').innerText.trim()

  order.ready(orderWith({ status: 'processing', checkoutUrl: null }))
  await settle(page.element)
  expect([page.one('h3').innerText, step()]).toEqual(['Your payment is on its way', 'Payment'])

  order.ready(orderWith({ status: 'paid', checkoutUrl: null }))
  await settle(page.element)
  expect([page.one('h3').innerText, step()]).toEqual(['Paid. Adding your credits', 'Settling'])
  expect(completed).not.toHaveBeenCalled()
  await expectAccessible(page.element)

  const granted = orderWith({ status: 'granted', checkoutUrl: null, receiptUrl: 'https://pay.test/receipt' })
  order.ready(granted)
  order.ready({ ...granted, updatedAt: '2026-11-22T10:21:00.000Z' })
  await settle(page.element)
  expect(page.text).toContain('25,000 credits added')
  expect(page.one('a').getAttribute('href')).toBe('https://pay.test/receipt')
  expect(completed).toHaveBeenCalledTimes(1)
  await expectAccessible(page.element)

  await page.press('Add more')
  expect(page.button('Pay $22.50')).toBeTruthy()
})

test('until the code for it is there, a skeleton as tall as an order that is checked', async () => {
  const page = await TopUpPage.open({ order: new FakeResource<Order>() })
  const height = (): number => page.element.getBoundingClientRect().height
  const { part } = buying
  buying.part = undefined
  onTestFinished(() => void (buying.part = part))
  page.element.requestUpdate()
  await settle(page.element)
  expect(page.all('.bones')).toHaveLength(1)
  const before = height()
  buying.part = part
  page.element.requestUpdate()
  await settle(page.element)
  expect(page.text).toContain('Checking your payment')
  expect(Math.abs(height() - before)).toBeLessThanOrEqual(1)
})

test('an order still open is checked for a while before it is called not paid', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const page = await TopUpPage.open({ order: new FakeResource(orderWith()) })
  const cancelled = vi.fn<(event: HTMLElementEventMap['credit-top-up-cancelled']) => void>()
  page.element.addEventListener('credit-top-up-cancelled', cancelled)
  expect(page.text).toContain('Checking your payment')
  await vi.advanceTimersByTimeAsync(4000)
  await settle(page.element)
  expect(page.text).toContain('Not paid yet Nothing has been charged.')
  expect(page.button('Carry on to payment')).toBeTruthy()
  expect(cancelled).toHaveBeenCalledTimes(1)
})

test('who turned back is told at once that nothing was paid, and of a payment all the same', async () => {
  history.replaceState(null, '', `${location.href}&credit-top-up-cancelled=true`)
  const order = new FakeResource(orderWith())
  const page = await TopUpPage.open({ order })
  const title = (): string => page.one('h3').innerText
  expect(title()).toBe('Not paid yet')
  expect(location.search).not.toContain('cancelled')
  order.ready(orderWith({ status: 'paid', checkoutUrl: null }))
  await settle(page.element)
  expect(title()).toBe('Paid. Adding your credits')
})

test('what there is now is said once it is known, and not the balance of before', async () => {
  const balance = new FakeResource(balanceWith())
  const order = new FakeResource(orderWith({ status: 'paid', checkoutUrl: null }))
  const page = await TopUpPage.open({ order, balance })
  const granted = orderWith({ status: 'granted', checkoutUrl: null })
  order.ready(granted)
  await settle(page.element)
  expect(page.text).toContain('25,000 credits added')
  expect(page.text).not.toContain('You now have')
  expect(balance.refreshed).toBe(1)
  const height = page.element.offsetHeight
  balance.ready(balanceWith({ balance: '37480', asOf: granted.updatedAt }))
  await settle(page.element)
  expect(page.text).toContain('You now have 37,480.')
  expect(page.element.offsetHeight).toBe(height)
})

test('asked for credits again once they are there, it shows the choice, and not before', async () => {
  const order = new FakeResource(orderWith({ status: 'paid', checkoutUrl: null }))
  const page = await TopUpPage.open({ order })
  page.element.show()
  await settle(page.element)
  expect(page.text).toContain('Paid. Adding your credits')
  order.ready(orderWith({ status: 'granted', checkoutUrl: null }))
  await settle(page.element)
  expect(page.text).toContain('25,000 credits added')
  page.element.show()
  await settle(page.element)
  expect(page.button('Pay $22.50')).toBeTruthy()
})

test('a reload while it settles finds the order again; after it has been seen, the choice', async () => {
  const order = new FakeResource(orderWith({ status: 'paid', checkoutUrl: null }))
  const first = await TopUpPage.open({ order })
  expect(first.text).toContain('Paid. Adding your credits')
  first.element.remove()

  const second = await TopUpPage.open({ order })
  expect(second.text).toContain('Paid. Adding your credits')
  order.ready(orderWith({ status: 'granted', checkoutUrl: null }))
  await settle(second.element)
  expect(second.text).toContain('25,000 credits added')
  second.element.remove()

  const third = await TopUpPage.open({ order })
  expect(third.button('Pay $22.50')).toBeTruthy()
})

test.each([
  [
    'failed',
    { code: 'card_declined', message: 'The card was declined.' },
    'The card was declined.',
    'Try again',
  ],
  ['expired', null, 'This checkout has expired', 'Try again'],
  ['refunded', null, 'This payment was taken back', 'Add more'],
  ['disputed', null, 'This payment was taken back', 'Add more'],
] as const)('an order that is %s says so, with a way on', async (status, failure, sentence, way) => {
  const order = new FakeResource(orderWith({ status, failure, checkoutUrl: null }))
  const page = await TopUpPage.open({ order })
  expect(page.text).toContain(sentence)
  await expectAccessible(page.element)
  await page.press(way)
  expect(page.button('Pay $22.50')).toBeTruthy()
})

test('an id that leads nowhere is forgotten', async () => {
  const order = new FakeResource<Order>()
  const page = await TopUpPage.open({ order })
  order.set({ status: 'error', error: refusal('not_found') as never })
  await settle(page.element)
  await settle(page.element)
  expect(page.button('Pay $22.50')).toBeTruthy()
})

test('a dialog opens by itself on return', async () => {
  const page = await TopUpPage.open({
    order: new FakeResource(orderWith({ status: 'paid' })),
    mode: 'dialog',
  })
  expect((page.one('dialog') as HTMLDialogElement).open).toBe(true)
  await expectAccessible(page.element)
})

test('what happens is announced', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  const page = await TopUpPage.open({ order: new FakeResource(orderWith({ status: 'paid' })) })
  await vi.advanceTimersByTimeAsync(1000)
  await settle(page.element)
  expect(textOf(page.one('[role=status]'))).toBe('Paid. Adding your credits')
})

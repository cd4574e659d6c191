import type { CreditsClient } from '@creditkit/sdk'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { orderWith } from '../testing/top-up.ts'
import { TopUpPage } from './testing.ts'

const destroy = vi.fn<() => void>()
let completed: () => void
let mounted: Element | undefined
let refuses = false

/** As Stripe's own: refuses to mount anywhere but in the document itself. */
const stripe = {
  createEmbeddedCheckoutPage: ({ onComplete }: { onComplete: () => void }) => {
    if (refuses) return Promise.reject(new Error('Blocked.'))
    completed = onComplete
    return Promise.resolve({
      mount(place: Element) {
        if (place.getRootNode() !== document) throw new Error('Not in a shadow root.')
        mounted = place
        place.textContent = 'the payment page'
      },
      destroy,
    })
  },
}

beforeEach(() => {
  mounted = undefined
  refuses = false
  vi.stubGlobal(
    'Stripe',
    Object.assign(() => ({ ...stripe, _registerWrapper() {} }), { version: 'endive' }),
  )
})

afterEach(() => {
  vi.unstubAllGlobals()
  sessionStorage.clear()
})

const embedded = orderWith({ checkoutMode: 'embedded', checkoutUrl: null, clientSecret: 'cs_1' })
const createTopUp: CreditsClient['createTopUp'] = ({ checkoutMode }) =>
  Promise.resolve(checkoutMode === 'embedded' ? embedded : orderWith({ id: 'order_2' }))
const setting = { checkout: 'embedded', publishableKey: 'pk_test_1', createTopUp } as const

test('the payment page is a child of the element, and shows inside it', async () => {
  const page = await TopUpPage.open(setting)
  await page.press('Pay $22.50')
  await expect.poll(() => mounted?.parentElement).toBe(page.element)
  expect(mounted?.getBoundingClientRect().height).toBeGreaterThan(0)
  completed()
  await expect.poll(() => page.text).toContain('Checking your payment')
  expect(destroy).toHaveBeenCalled()
  expect(page.element.childElementCount).toBe(0)
})

test('inside other shadow roots it is forwarded down from the document', async () => {
  const page = await TopUpPage.open(setting)
  const [outer, inner] = [document.createElement('div'), document.createElement('div')]
  page.element.parentElement?.append(outer)
  outer.attachShadow({ mode: 'open' }).append(inner)
  inner.attachShadow({ mode: 'open' }).append(page.element)
  await page.press('Pay $22.50')
  await expect.poll(() => mounted?.parentElement).toBe(outer)
  expect(mounted?.getBoundingClientRect().height).toBeGreaterThan(0)
  page.element.remove()
  expect(outer.childElementCount).toBe(0)
  expect(inner.childElementCount).toBe(0)
})

test('where it cannot be shown, the hosted page opens', async () => {
  refuses = true
  const page = await TopUpPage.open(setting)
  await page.press('Pay $22.50')
  await expect.poll(() => page.requested.mock.calls.length).toBe(1)
  expect(page.requested.mock.calls[0]?.[0].detail.order.id).toBe('order_2')
})

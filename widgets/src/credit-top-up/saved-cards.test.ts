import type { CreditsClient, Order, PaymentMethod } from '@creditkit/sdk'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { expectAccessible } from '../testing/axe.ts'
import { FakeResource } from '../testing/fake-client.ts'
import { settle } from '../testing/mount.ts'
import { orderWith, refusal } from '../testing/top-up.ts'
import { TopUpPage } from './testing.ts'

type CreateTopUp = CreditsClient['createTopUp']

const visa: PaymentMethod = { id: 'pm_1', brand: 'visa', last4: '4242', expiryMonth: 4, expiryYear: 2090 }
const amex: PaymentMethod = { id: 'pm_2', brand: 'amex', last4: '0005', expiryMonth: 1, expiryYear: 2091 }
const old: PaymentMethod = {
  id: 'pm_3',
  brand: 'mastercard',
  last4: '4444',
  expiryMonth: 8,
  expiryYear: 2024,
}
const PAY = 'Pay $22.50 with \u2066Visa\u00a0••••\u00a04242\u2069'

const paidBy = (change: Partial<Order>): Order =>
  orderWith({ checkoutMode: 'saved_card', checkoutUrl: null, ...change })
const granted = paidBy({ status: 'granted' })
const lost = (status = 0): Error => Object.assign(refusal('network'), { status, retryable: true })

afterEach(() => sessionStorage.clear())

describe('one click', () => {
  test('the button names the card; one press charges it, once, and the credits are there', async () => {
    const { promise, resolve } = Promise.withResolvers<Order>()
    const createTopUp = vi.fn<CreateTopUp>(() => promise)
    const page = await TopUpPage.open({ cards: [visa], createTopUp })
    expect(page.text).not.toContain('promotion code?')
    await expectAccessible(page.element)
    await page.press(PAY)
    page.button('Paying…').click()
    expect(createTopUp).toHaveBeenCalledTimes(1)
    expect(createTopUp.mock.calls[0]?.[0]).toMatchObject({ packageId: 'medium', paymentMethod: 'pm_1' })
    expect(createTopUp.mock.calls[0]?.[0].checkoutMode).toBeUndefined()
    resolve(granted)
    await expect.poll(() => page.text).toContain('25,000 credits added')
    expect(page.requested).not.toHaveBeenCalled()
    expect(sessionStorage).toHaveLength(0)
  })

  test('nothing moves when the form is turned to, and what it takes to buy has come', async () => {
    const page = await TopUpPage.open({ cards: [visa] })
    const sheets = (): number => page.element.shadowRoot?.adoptedStyleSheets.length ?? 0
    const places = (): string[] =>
      page.all('.button, .link, .small-print span').map((one) => JSON.stringify(one.getBoundingClientRect()))
    const [before, dressed] = [places(), sheets()]
    page.all('.package')[0]?.dispatchEvent(new PointerEvent('pointerenter'))
    page.all('form')[0]?.dispatchEvent(new FocusEvent('focusin', { bubbles: true }))
    await expect.poll(sheets).toBeGreaterThan(dressed)
    expect(places()).toEqual(before)
  })

  test('the dots of a card’s number are not read out', async () => {
    const page = await TopUpPage.open({ cards: [visa] })
    expect(page.button(PAY).querySelector('[aria-hidden=true]')?.textContent).toBe('••••')
  })

  test('nothing is shown before it is known whether a card is saved', async () => {
    const page = await TopUpPage.open({ cards: new Promise(() => {}) })
    expect(page.all('.bones')).toHaveLength(1)
  })

  test('cards that do not come in time, or may not be seen, are not waited for', async () => {
    const refused = await TopUpPage.open({ cards: Promise.reject(refusal('insufficient_scope')) })
    await expect.poll(() => refused.all('.bones')).toHaveLength(0)
    expect(refused.button('Pay $22.50')).toBeTruthy()
    const silent = await TopUpPage.open({ cards: new Promise(() => {}) })
    await expect.poll(() => silent.all('.bones'), { timeout: 5000 }).toHaveLength(0)
    expect(silent.button('Pay $22.50')).toBeTruthy()
  })
})

describe('another way', () => {
  test('another card, or the payment page, can be chosen with the keyboard', async () => {
    const createTopUp = vi.fn<CreateTopUp>(() => Promise.resolve(orderWith()))
    const page = await TopUpPage.open({ cards: [visa, amex], createTopUp })
    await page.press('Use another way to pay')
    expect(page.element.shadowRoot?.activeElement).toBe(page.one('.ways input:checked'))
    await expectAccessible(page.element)
    await userEvent.keyboard('{ArrowDown}')
    await settle(page.element)
    expect(page.button('Pay $22.50 with \u2066Amex\u00a0••••\u00a00005\u2069')).toBeTruthy()
    await userEvent.keyboard('{ArrowDown}')
    await settle(page.element)
    await page.press('Pay $22.50')
    expect(createTopUp.mock.calls[0]?.[0]).toMatchObject({ checkoutMode: 'hosted' })
    expect(createTopUp.mock.calls[0]?.[1]).toBeUndefined()
    await expect.poll(() => page.requested.mock.calls.length).toBe(1)
  })

  test('an expired card says so, and cannot be chosen', async () => {
    const page = await TopUpPage.open({ cards: [old] })
    expect(page.button('Pay $22.50')).toBeTruthy()
    await page.press('Saved cards')
    expect(page.text).toMatch(/Mastercard •••• 4444\u2069 Expired 08\/2024/)
    expect(page.all('.ways input:disabled')).toHaveLength(1)
    await expectAccessible(page.element)
  })

  test('a card is removed by a second press, and the focus stays near', async () => {
    const removeCard = vi.fn<(path: string) => Promise<void>>(() => Promise.resolve())
    const page = await TopUpPage.open({ cards: [visa, amex], removeCard })
    await page.press('Use another way to pay')
    await page.press('Remove')
    expect(removeCard).not.toHaveBeenCalled()
    expect(page.button('Sure?').getAttribute('aria-label')).toContain('Visa')
    await page.press('Sure?')
    expect(removeCard).toHaveBeenCalledWith('/v1/me/payment-methods/pm_1')
    await expect.poll(() => page.text).not.toContain('Visa')
    expect(page.element.shadowRoot?.activeElement).toBe(page.one('.ways legend'))
    expect(page.button('Pay $22.50 with \u2066Amex\u00a0••••\u00a00005\u2069')).toBeTruthy()
  })

  test('a list that was asked for before a card was removed does not bring it back', async () => {
    const late = Promise.withResolvers<PaymentMethod[]>()
    const cards = vi
      .fn<() => Promise<PaymentMethod[]>>(() => late.promise)
      .mockReturnValueOnce(Promise.resolve([visa, amex]))
    const page = await TopUpPage.open({
      cards,
      createTopUp: () => Promise.resolve(granted),
      removeCard: () => Promise.resolve(),
    })
    await page.press(PAY)
    await expect.poll(() => page.text).toContain('25,000 credits added')
    await page.press('Add more')
    expect(cards).toHaveBeenCalledTimes(2)
    await page.press('Use another way to pay')
    await page.press('Remove')
    await page.press('Sure?')
    await expect.poll(() => page.text).not.toContain('Visa')
    late.resolve([visa, amex])
    for (let turn = 0; turn < 20; turn++) await Promise.resolve()
    await settle(page.element)
    expect(page.text).not.toContain('Visa')
    expect(page.text).toContain('Amex')
  })

  test('a session without the scope for it offers no removal', async () => {
    const page = await TopUpPage.open({ cards: [visa], scopes: ['read', 'purchase'] })
    await page.press('Use another way to pay')
    expect(page.all('.way button')).toHaveLength(0)
    expect(page.all('.way input')).toHaveLength(2)
  })

  test('a card that may not be removed stays, and it is said why', async () => {
    const page = await TopUpPage.open({
      cards: [visa],
      removeCard: () => Promise.reject(refusal('insufficient_scope')),
    })
    await page.press('Use another way to pay')
    await page.press('Remove')
    await page.press('Sure?')
    await expect.poll(() => page.text).toContain('You are not allowed to remove cards here.')
    expect(page.text).toContain('Visa')
    await expectAccessible(page.element)
  })
})

describe('3-D Secure', () => {
  const order = paidBy({ status: 'open', checkoutUrl: 'https://bank.test/confirm' })

  test('says that the bank wants to confirm, and goes there', async () => {
    const page = await TopUpPage.open({ cards: [visa], createTopUp: () => Promise.resolve(order) })
    await page.press(PAY)
    await expect.poll(() => page.text).toContain('Your bank wants to confirm this payment')
    expect(page.text).toContain('Nothing has been charged so far.')
    expect(page.requested.mock.calls[0]?.[0].detail.url).toBe('https://bank.test/confirm')
    await expectAccessible(page.element)
    await page.press('Go to your bank')
    expect(page.requested).toHaveBeenCalledTimes(2)
    await page.press('Use another way to pay')
    expect(page.all('.ways')).toHaveLength(1)
  })

  test('an order that is taken up again is confirmed from where it stands', async () => {
    sessionStorage.setItem('creditkit:top-up:https://credits.test  ', 'order_1')
    const page = await TopUpPage.open({ cards: [visa], order: new FakeResource(order) })
    expect(page.text).toContain('Your bank wants to confirm this payment')
    expect(page.requested).not.toHaveBeenCalled()
    await page.press('Go to your bank')
    expect(page.requested).toHaveBeenCalledTimes(1)
  })
})

describe('what goes wrong', () => {
  test.each([
    ['insufficient_funds', '', 'There is not enough money on this card.'],
    ['expired_card', '', 'This card has expired.'],
    ['payment_intent_authentication_failure', '', 'Your bank did not confirm the payment.'],
    ['do_not_honor', 'Your card was declined.', 'Your card was declined.'],
  ])('%s: says so, and shows the other ways', async (code, message, sentence) => {
    const failed = paidBy({ status: 'failed', failure: { code, message } })
    const page = await TopUpPage.open({ cards: [visa, amex], createTopUp: () => Promise.resolve(failed) })
    await page.press(PAY)
    await expect.poll(() => page.text).toContain(sentence)
    await expectAccessible(page.element)
    await page.press('Try again')
    expect(page.all('.ways input')).toHaveLength(3)
  })

  test('a card that was removed elsewhere: says so, shows the other ways, asks again what is saved', async () => {
    const cards = [visa]
    const createTopUp = (): Promise<never> => {
      cards.length = 0
      return Promise.reject(refusal('not_found'))
    }
    const page = await TopUpPage.open({ cards, createTopUp })
    await page.press(PAY)
    await expect.poll(() => page.text).toContain('This card is no longer saved.')
    await expect.poll(() => page.all('button').map((each) => each.innerText)).toContain('Pay $22.50')
  })

  test('an answer that is lost is asked for again under the same key, also after a reload', async () => {
    const createTopUp = vi.fn<CreateTopUp>(() => Promise.reject(lost()))
    const failed = vi.fn<() => void>()
    const first = await TopUpPage.open({ cards: [visa], createTopUp })
    first.element.addEventListener('credit-top-up-failed', failed)
    await first.press(PAY)
    await expect.poll(() => first.text).toContain('The connection was lost while paying')
    expect(first.text).toContain('Your card is charged once at most.')
    expect(failed).not.toHaveBeenCalled()
    await expectAccessible(first.element)
    await first.press('Finish the payment')
    await expect.poll(() => createTopUp.mock.calls.length).toBe(2)
    first.element.remove()

    createTopUp.mockResolvedValue(granted)
    const second = await TopUpPage.open({ cards: [visa], createTopUp })
    expect(second.text).toContain('The connection was lost while paying')
    await second.press('Finish the payment')
    await expect.poll(() => second.text).toContain('25,000 credits added')
    const [before, ...after] = createTopUp.mock.calls
    expect(after).toHaveLength(2)
    for (const call of after) expect(call).toEqual(before)
    second.element.remove()

    const third = await TopUpPage.open({ cards: [visa], createTopUp })
    await third.press(PAY)
    expect(createTopUp.mock.calls.at(-1)?.[1]?.idempotencyKey).not.toBe(before?.[1]?.idempotencyKey)
  })

  test('the server’s failure is no proof that nothing was charged; a refusal before payment is', async () => {
    const createTopUp = vi.fn<CreateTopUp>(() => Promise.reject(lost(502)))
    const page = await TopUpPage.open({ cards: [visa], createTopUp })
    await page.press(PAY)
    await expect.poll(() => page.text).toContain('The connection was lost while paying')
    // Told to wait, it is still not known what became of the first.
    createTopUp.mockRejectedValue(Object.assign(refusal('rate_limited'), { status: 429, retryable: true }))
    await page.press('Finish the payment')
    await expect
      .poll(() => page.all('button').map((each) => each.innerText.trim()))
      .toContain('Finish the payment')
    createTopUp.mockRejectedValue(refusal('limit_reached'))
    await page.press('Finish the payment')
    await expect.poll(() => page.text).toContain('You have already had this offer')
    expect(page.button(PAY)).toBeTruthy()
  })

  test('what was only put off goes under the same key when it is asked for again', async () => {
    const busy = Object.assign(refusal('rate_limited'), { status: 429, retryable: true })
    const createTopUp = vi.fn<CreateTopUp>(() => Promise.reject(busy))
    const page = await TopUpPage.open({ cards: [visa], createTopUp })
    await page.press(PAY)
    await expect.poll(() => page.text).toContain('That was a lot at once.')
    await page.press(PAY)
    const keys = createTopUp.mock.calls.map((call) => call[1]?.idempotencyKey)
    expect(keys).toEqual([keys[0], keys[0]])
  })
})

test('in Arabic the card stands as it is written', async () => {
  const page = await TopUpPage.open({ cards: [visa], locale: 'ar' })
  await expect.poll(() => page.text).toContain('بواسطة')
  expect(page.one('[part=pay]').textContent).toContain('\u2066Visa\u00a0••••\u00a04242\u2069')
})

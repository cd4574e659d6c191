import { CreditsError } from '@creditkit/sdk'
import type { Catalogue, CreditsClient, Order, Quote } from '@creditkit/sdk'
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { expectAccessible } from '../testing/axe.ts'
import { FakeResource } from '../testing/fake-client.ts'
import { settle } from '../testing/mount.ts'
import { catalogueWith, orderWith, quoteOf, refusal } from '../testing/top-up.ts'
import { TopUpPage } from './testing.ts'

afterEach(() => sessionStorage.clear())

describe('choosing', () => {
  test('packages stand in the host’s order, the usual one chosen, with what it comes to', async () => {
    const page = await TopUpPage.open()
    expect(page.all('.package').map((each) => each.innerText.split('\n')[0])).toEqual([
      '5,000',
      '25,000 Save 10%',
      '110,000 Save 25%',
      'Other amount',
    ])
    expect(page.text).toContain('New balance 37,480 Total $22.50')
    expect(page.text).toContain('Valid for 1 year')
    expect(page.button('Pay $22.50')).toBeTruthy()
    await expectAccessible(page.element)
  })

  test('the skeleton is as tall as the usual catalogue', async () => {
    const catalogue = new FakeResource<Catalogue>()
    const page = await TopUpPage.open({ catalogue })
    const before = page.element.getBoundingClientRect().height
    const [small] = catalogueWith().packages
    if (!small) throw new Error('No package.')
    const packages = ['a', 'b', 'c'].map((id) => ({ ...small, id, savingPercent: 0 }))
    catalogue.ready(catalogueWith({ packages, promotionCodes: true }))
    await settle(page.element)
    expect(page.element.getBoundingClientRect().height).toBe(before)
  })

  test('arrow keys go through the choices, and the total follows', async () => {
    const page = await TopUpPage.open()
    page.one('input:checked').focus()
    await userEvent.keyboard('{ArrowDown}')
    await settle(page.element)
    expect(page.text).toContain('New balance 122,480 Total $82.50')
  })

  test('what has been bought as often as it can be cannot be chosen', async () => {
    const packages = catalogueWith().packages.map((each) => ({ ...each, purchasable: each.id === 'large' }))
    const page = await TopUpPage.open({ catalogue: new FakeResource(catalogueWith({ packages })) })
    expect(page.all('input:disabled')).toHaveLength(2)
    expect(page.text).toContain('Already bought')
    expect(page.button('Pay $82.50')).toBeTruthy()
    await expectAccessible(page.element)
  })

  test('an amount of one’s own is priced when typing rests; an older question is aborted', async () => {
    const answers: ((quote: Quote) => void)[] = []
    const createQuote = vi.fn<CreditsClient['createQuote']>(
      () => new Promise((resolve) => answers.push(resolve)),
    )
    const page = await TopUpPage.open({ createQuote })
    await page.type('2000')
    await expect.poll(() => createQuote.mock.calls.length).toBe(1)
    await page.type('30,000')
    await expect.poll(() => createQuote.mock.calls.length).toBe(2)
    expect(createQuote.mock.calls.map(([request]) => request)).toEqual([
      { credits: '2000' },
      { credits: '30000' },
    ])
    expect(createQuote.mock.calls[0]?.[1]?.signal?.aborted).toBe(true)
    answers[0]?.(quoteOf('2000', '200'))
    answers[1]?.(quoteOf('30000', '2700'))
    await expect.poll(() => page.text).toContain('New balance 42,480 You save $2.70 Total $27.00')
    expect(page.text).toContain('Valid until Nov 22, 2027')
    await expectAccessible(page.element)
  })

  test.each([
    ['abc', 'Enter a number.'],
    ['500', 'Choose from 1,000 to 1,000,000.'],
    ['9999999', 'Choose from 1,000 to 1,000,000.'],
    ['1500', 'Choose a multiple of 1,000.'],
  ])('%s is no amount to pay for, and the field says why once it is left', async (typed, sentence) => {
    const createTopUp = vi.fn<CreditsClient['createTopUp']>()
    const page = await TopUpPage.open({ createTopUp })
    await page.type(typed)
    expect(page.text).not.toContain(sentence)
    await page.press('Pay')
    expect(page.text).toContain(sentence)
    expect(page.element.shadowRoot?.activeElement).toBe(page.one('[inputmode]'))
    expect(createTopUp).not.toHaveBeenCalled()
    await expectAccessible(page.element)
  })

  test('the money to pay in can be chosen where there is a choice', async () => {
    const catalogue = vi.fn<CreditsClient['catalogue']>(
      () => new FakeResource(catalogueWith({ moneyCurrencies: ['usd', 'eur'] })),
    )
    const page = await TopUpPage.open({ catalogue })
    await userEvent.selectOptions(page.one('select'), 'EUR')
    await settle(page.element)
    expect(catalogue).toHaveBeenLastCalledWith({ moneyCurrency: 'eur' })
    await expectAccessible(page.element)
  })

  test('nothing on sale is said', async () => {
    const page = await TopUpPage.open({
      catalogue: new FakeResource(catalogueWith({ packages: [], custom: null })),
    })
    expect(page.text).toContain('There is nothing to buy at the moment.')
  })
})

describe('paying', () => {
  test('one order, however often the button is pressed; then the payment page', async () => {
    const { promise, resolve } = Promise.withResolvers<Order>()
    const createTopUp = vi.fn<CreditsClient['createTopUp']>(() => promise)
    const page = await TopUpPage.open({ createTopUp })
    await page.press('Pay $22.50')
    const opening = page.button('Opening the payment page…')
    expect(opening.getAttribute('aria-disabled')).toBe('true')
    opening.click()
    opening.click()
    expect(createTopUp).toHaveBeenCalledTimes(1)
    expect(createTopUp.mock.calls[0]?.[0]).toMatchObject({ packageId: 'medium', checkoutMode: 'hosted' })
    expect(createTopUp.mock.calls[0]?.[0].returnPath).toMatch(/^\/[^/]/)
    resolve(orderWith())
    await expect.poll(() => page.requested.mock.calls.length).toBe(1)
    expect(page.requested.mock.calls[0]?.[0].detail.url).toBe('https://pay.test/order_1')
    await expect.poll(() => page.text).toContain('Not paid yet')
    expect(page.element.shadowRoot?.activeElement).toBe(page.one('[tabindex="-1"]'))
    await page.press('Carry on to payment')
    expect(page.requested).toHaveBeenCalledTimes(2)
    await expectAccessible(page.element)
    await page.press('Choose again')
    expect(page.button('Pay $22.50')).toBeTruthy()
  })

  test('an order that turns out to be paid already opens no payment page', async () => {
    const order = orderWith({ status: 'granted', checkoutUrl: null })
    const page = await TopUpPage.open({ createTopUp: () => Promise.resolve(order) })
    await page.press('Pay $22.50')
    await expect.poll(() => page.text).toContain('25,000 credits added')
    expect(page.requested).not.toHaveBeenCalled()
  })

  test('an address that is none of the web is not opened', async () => {
    const order = orderWith({ checkoutUrl: 'javascript:alert(1)' })
    const page = await TopUpPage.open({ createTopUp: () => Promise.resolve(order) })
    await page.press('Pay $22.50')
    expect(page.requested).not.toHaveBeenCalled()
  })

  test.each([
    ['network', 'We cannot be reached just now. Nothing was charged.'],
    ['rate_limited', 'That was a lot at once. Please try again in a moment.'],
    ['limit_reached', 'Please choose another.'],
    ['insufficient_scope', 'You are not allowed to buy credits here.'],
    ['stripe_unavailable', 'Nothing was charged.'],
    ['something_new', 'That did not work. Nothing was charged.'],
  ])('refused with %s: says so, and can be tried again', async (code, sentence) => {
    const createTopUp = vi.fn<CreditsClient['createTopUp']>(() => Promise.reject(refusal(code)))
    const page = await TopUpPage.open({ createTopUp })
    const failed = vi.fn<(event: HTMLElementEventMap['credit-top-up-failed']) => void>()
    page.element.addEventListener('credit-top-up-failed', failed)
    await page.press('Pay $22.50')
    await expect.poll(() => page.text).toContain(sentence)
    expect(failed.mock.calls[0]?.[0].detail).toMatchObject({ code })
    await expectAccessible(page.element)
    await page.press('Pay $22.50')
    expect(createTopUp).toHaveBeenCalledTimes(2)
  })

  test('a session that may not buy is the developer’s to know; an offer that was had is not', async () => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue()
    onTestFinished(() => warn.mockRestore())
    const answers = [
      new CreditsError('limit_reached', 'Had already.', 409),
      new CreditsError('insufficient_scope', 'The session lacks "purchase".', 403),
    ]
    const page = await TopUpPage.open({ createTopUp: () => Promise.reject(answers.shift()) })
    await page.press('Pay $22.50')
    await expect.poll(() => page.text).toContain('Please choose another.')
    await page.press('Pay $22.50')
    await expect
      .poll(() => warn.mock.calls)
      .toEqual([['[creditkit] insufficient_scope: The session lacks "purchase".']])
  })
})

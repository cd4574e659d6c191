/** A top-up on a page, with everything around it that a test may want to set or look at. */
import type { Balance, Catalogue, CreditsClient, Order, PaymentMethod } from '@creditkit/sdk'
import { html } from 'lit'
import { vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import '../define/credit-top-up.ts'
import { balanceWith } from '../testing/balance.ts'
import { fakeClient, FakeResource } from '../testing/fake-client.ts'
import { mount, settle } from '../testing/mount.ts'
import { catalogueWith } from '../testing/top-up.ts'
import { buying } from './parts.ts'
import type { CreditTopUp } from './credit-top-up.ts'

type Setting = Partial<Pick<CreditTopUp, 'mode' | 'checkout' | 'publishableKey' | 'locale'>> & {
  catalogue?: FakeResource<Catalogue> | CreditsClient['catalogue']
  order?: FakeResource<Order>
  balance?: FakeResource<Balance>
  createTopUp?: CreditsClient['createTopUp']
  createQuote?: CreditsClient['createQuote']
  /** What is saved (each time it is asked for, of a function), and what comes of removing one of them. */
  cards?: PaymentMethod[] | Promise<PaymentMethod[]> | (() => Promise<PaymentMethod[]>)
  removeCard?: (path: string) => Promise<void>
  scopes?: string[]
}

export class TopUpPage {
  readonly element: CreditTopUp
  readonly requested = vi.fn<(event: HTMLElementEventMap['credit-checkout-requested']) => void>((event) =>
    event.preventDefault(),
  )

  static async open(setting: Setting = {}): Promise<TopUpPage> {
    const {
      catalogue,
      order,
      balance,
      createTopUp,
      createQuote,
      cards = [],
      removeCard,
      scopes,
      ...properties
    } = setting
    const request = async (path: string, call: { method?: string }): Promise<unknown> =>
      call.method
        ? removeCard?.(path)
        : { data: [...(await (typeof cards === 'function' ? cards() : cards))] }
    const client = fakeClient({
      catalogue: catalogue ?? new FakeResource(catalogueWith()),
      balance: balance ?? new FakeResource(balanceWith()),
      topUp: order ?? new FakeResource<Order>(),
      request: request as CreditsClient['request'],
      session: async () => ({ token: '', expiresAt: '', ...(scopes && { scopes }) }),
      ...(createTopUp && { createTopUp }),
      ...(createQuote && { createQuote }),
    })
    // As in a browser that has the file already.
    await buying.load()
    const element = await mount<CreditTopUp>(
      html`<credit-top-up
        .client=${client}
        .mode=${properties.mode}
        .checkout=${properties.checkout ?? 'hosted'}
        .publishableKey=${properties.publishableKey}
        .locale=${properties.locale ?? 'en-US'}
      ></credit-top-up>`,
      'credit-top-up',
    )
    // By then the saved cards have come, where they come at all.
    for (let turn = 0; turn < 20; turn++) await Promise.resolve()
    await settle(element)
    return new TopUpPage(element)
  }

  constructor(element: CreditTopUp) {
    this.element = element
    element.addEventListener('credit-checkout-requested', this.requested)
  }

  all(selector: string): HTMLElement[] {
    return [...(this.element.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? [])]
  }

  one(selector: string): HTMLElement {
    const found = this.all(selector)[0]
    if (!found) throw new Error(`No ${selector}.`)
    return found
  }

  button(name: string): HTMLElement {
    const found = this.all('button').find((each) => each.innerText.trim() === name)
    if (!found) throw new Error(`No button ${name} in: ${this.text}`)
    return found
  }

  /** What a person reads. */
  get text(): string {
    return this.one('section').innerText.replaceAll(/\s+/g, ' ')
  }

  async choose(name: string): Promise<void> {
    const label = this.all('label').find((each) => each.innerText.includes(name))
    await userEvent.click(label?.querySelector('input') as Element)
    await settle(this.element)
  }

  async type(text: string): Promise<void> {
    await this.choose('Other amount')
    await userEvent.fill(this.one('[inputmode]'), text)
    await settle(this.element)
  }

  async press(name: string): Promise<void> {
    await userEvent.click(this.button(name))
    await settle(this.element)
  }
}

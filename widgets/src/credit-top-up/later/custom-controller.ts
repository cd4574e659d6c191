/** The amount of one's own that is typed, what is wrong with it, and what it costs. */
import type { Amount, CustomAmount } from '@creditkit/sdk'
import type { CreditElement } from '../../foundation/credit-element.ts'
import { formatFor } from '../../foundation/format/format.ts'
import { enBuying } from '../../foundation/localize/en/later/top-up.ts'
import type { ChoiceController } from '../choice-controller.ts'
import type { Offer } from '../choice.ts'
import { QuoteController } from './quote-controller.ts'
import { offerOfQuote, readCustom } from './read-custom.ts'

export class CustomController {
  typed = ''
  #left = false
  readonly #quotes: QuoteController
  private readonly host: CreditElement
  private readonly choice: ChoiceController
  private readonly limits: () => CustomAmount | null | undefined

  constructor(host: CreditElement, choice: ChoiceController, limits: () => CustomAmount | null | undefined) {
    this.host = host
    this.choice = choice
    this.limits = limits
    this.#quotes = new QuoteController(host, () => (choice.isCustom ? choice.request : undefined))
  }

  /** What is wrong with the amount typed. */
  get problem(): string | undefined {
    return this.#read().problem
  }

  /** The same, but not before a person has finished typing. */
  get problemShown(): string | undefined {
    return this.#left ? this.problem : undefined
  }

  /** Why there is no price, as the customer is told. */
  get failure(): string | undefined {
    const { error } = this.#quotes
    return error && this.#messages.failure(error.code)
  }

  get offer(): Offer | undefined {
    const { credits } = this.#read()
    return credits === undefined ? undefined : offerOfQuote(credits, this.#quotes.quote)
  }

  /** What a request for it says. */
  get wish(): { credits: Amount } | undefined {
    const { credits } = this.#read()
    return credits ? { credits } : undefined
  }

  type = (text: string): void => {
    this.typed = text
    this.host.requestUpdate()
  }

  /** The field was left; by default, with something in it. */
  leave = (left = this.typed !== ''): void => {
    this.#left = left
    this.host.requestUpdate()
  }

  /** To be paid for as it is: shows what is still wrong, asks again for a price that did not come. */
  confirm(): void {
    if (!this.choice.isCustom) return
    this.leave(true)
    if (this.#quotes.error) this.#quotes.retry()
    if (this.problem) this.host.shadowRoot?.querySelector<HTMLElement>('[inputmode]')?.focus()
  }

  get #messages(): typeof enBuying {
    return this.host.scope.messages('topUp', enBuying)
  }

  #read(): { credits?: Amount | undefined; problem?: string | undefined } {
    const limits = this.choice.isCustom ? this.limits() : undefined
    return limits ? readCustom(this.typed, limits, this.#messages, formatFor(this.host.scope.locale)) : {}
  }
}

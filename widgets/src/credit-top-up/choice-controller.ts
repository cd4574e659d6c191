/** What a person has chosen and typed, what it would cost, and the request that comes of it. */
import type { Amount, Catalogue, CreditsError, QuoteRequest } from '@creditkit/sdk'
import type { ReactiveController } from 'lit'
import type { CreditElement } from '../foundation/credit-element.ts'
import { enTopUp } from '../foundation/localize/en/top-up.ts'
import { CUSTOM, firstChoice, offerOfPackage, offerOfQuote, readCustom } from './choice.ts'
import type { Offer } from './choice.ts'
import { QuoteController } from './quote-controller.ts'

/** The host element with the one property that a quote depends on. */
type Host = CreditElement & { moneyCurrency: string | undefined }

export class ChoiceController implements ReactiveController {
  /** What is typed for the custom amount. */
  typed = ''
  #chosen: string | undefined
  #touched = false
  readonly #quotes: QuoteController
  private readonly host: Host
  private readonly catalogue: () => Catalogue | undefined

  constructor(host: Host, catalogue: () => Catalogue | undefined) {
    this.host = host
    this.catalogue = catalogue
    host.addController(this)
    this.#quotes = new QuoteController(host, () => (this.isCustom ? this.request : undefined))
  }

  // Nothing of its own to follow the host's life for: its quotes are a controller themselves.
  hostConnected(): void {}

  /** Id of the package chosen, or `CUSTOM`; undefined when nothing is on sale. */
  get id(): string | undefined {
    const catalogue = this.catalogue()
    return this.#chosen ?? (catalogue && firstChoice(catalogue))
  }

  get isCustom(): boolean {
    return this.id === CUSTOM
  }

  /** What is wrong with the amount typed. */
  get problem(): string | undefined {
    return this.#custom.problem
  }

  /** The same, but not before a person has finished typing. */
  get problemShown(): string | undefined {
    return this.#touched ? this.problem : undefined
  }

  /** Why there is no price. */
  get error(): CreditsError | undefined {
    return this.#quotes.error
  }

  get offer(): Offer | undefined {
    const { credits } = this.#custom
    if (credits !== undefined) return offerOfQuote(credits, this.#quotes.quote)
    const chosen = this.catalogue()?.packages.find(({ id }) => id === this.id)
    return chosen && offerOfPackage(chosen)
  }

  get request(): QuoteRequest | undefined {
    const { credits } = this.#custom
    const choice = credits ? { credits } : this.id ? { packageId: this.id } : undefined
    const { moneyCurrency, scope } = this.host
    return choice && { ...scope.query, ...(moneyCurrency && { moneyCurrency }), ...choice }
  }

  choose = (id: string): void => {
    this.#chosen = id
    this.#touch(false)
  }

  type = (text: string): void => {
    this.typed = text
    this.host.requestUpdate()
  }

  /** The field was left. */
  leave = (): void => this.#touch(this.typed !== '')

  /** To be paid for as it is: shows what is still wrong, asks again for a price that did not come. */
  confirm(): QuoteRequest | undefined {
    this.#touch(true)
    if (this.error) this.#quotes.retry()
    return this.offer?.price && this.request
  }

  #touch(touched: boolean): void {
    this.#touched = touched
    this.host.requestUpdate()
  }

  get #custom(): { credits?: Amount | undefined; problem?: string | undefined } {
    const custom = this.isCustom ? this.catalogue()?.custom : undefined
    const { format } = this.host.scope
    return custom ? readCustom(this.typed, custom, this.host.scope.messages('topUp', enTopUp), format) : {}
  }
}

/** What a person has chosen, what it would cost, and the request that comes of it. */
import type { Catalogue, QuoteRequest } from '@creditkit/sdk'
import type { ReactiveController } from 'lit'
import type { CreditElement } from '../foundation/credit-element.ts'
import { buying } from './parts.ts'
import { CUSTOM, firstChoice, offerOfPackage } from './choice.ts'
import type { Offer } from './choice.ts'
import type { CustomController } from './later/custom-controller.ts'

/** The host element with the one property that a price depends on. */
type Host = CreditElement & { moneyCurrency: string | undefined }

export class ChoiceController implements ReactiveController {
  /** The amount of one's own, from when it is first chosen. */
  custom: CustomController | undefined
  #chosen: string | undefined
  private readonly host: Host
  private readonly catalogue: () => Catalogue | undefined

  constructor(host: Host, catalogue: () => Catalogue | undefined) {
    this.host = host
    this.catalogue = catalogue
    host.addController(this)
  }

  hostUpdate(): void {
    if (this.custom || !this.isCustom) return
    const limits = (): Catalogue['custom'] | undefined => this.catalogue()?.custom
    const part = buying.for(this.host)
    if (part) this.custom = new part.CustomController(this.host, this, limits)
  }

  /** Id of the package chosen, or `CUSTOM`; undefined when nothing is on sale. */
  get id(): string | undefined {
    const catalogue = this.catalogue()
    return this.#chosen ?? (catalogue && firstChoice(catalogue))
  }

  get isCustom(): boolean {
    return this.id === CUSTOM
  }

  get offer(): Offer | undefined {
    if (this.isCustom) return this.custom?.offer
    const chosen = this.catalogue()?.packages.find(({ id }) => id === this.id)
    return chosen && offerOfPackage(chosen)
  }

  get request(): QuoteRequest | undefined {
    const choice = this.isCustom ? this.custom?.wish : this.id ? { packageId: this.id } : undefined
    const { moneyCurrency, scope } = this.host
    return choice && { ...scope.query, ...(moneyCurrency && { moneyCurrency }), ...choice }
  }

  choose = (id: string): void => {
    this.#chosen = id
    this.custom?.leave(false)
    this.host.requestUpdate()
  }
}

/** The price of a custom amount, asked for when typing rests; an older question is aborted. */
import type { CreditsClient, CreditsError, Quote, QuoteRequest } from '@creditkit/sdk'
import type { ReactiveController } from 'lit'
import type { CreditElement } from '../../foundation/credit-element.ts'

/** How long typing has to rest, in ms. */
const REST = 250

export class QuoteController implements ReactiveController {
  quote: Quote | undefined
  error: CreditsError | undefined
  #asked = ''
  #timer: ReturnType<typeof setTimeout> | undefined
  #abort: AbortController | undefined
  private readonly host: CreditElement
  private readonly request: () => QuoteRequest | undefined

  /** `request` tells what to ask now; undefined: nothing. */
  constructor(host: CreditElement, request: () => QuoteRequest | undefined) {
    this.host = host
    this.request = request
    host.addController(this)
  }

  hostUpdate(): void {
    const { client } = this.host.scope
    const request = this.request()
    const key = client && request ? JSON.stringify(request) : ''
    if (key === this.#asked) return
    this.#stop()
    this.#asked = key
    this.quote = this.error = undefined
    if (client && request) this.#timer = setTimeout(() => void this.#fetch(client, request), REST)
  }

  /** Asks the same again, after an error. */
  retry = (): void => {
    this.#asked = ''
    this.host.requestUpdate()
  }

  async #fetch(client: CreditsClient, request: QuoteRequest): Promise<void> {
    const abort = (this.#abort = new AbortController())
    try {
      const quote = await client.createQuote(request, { signal: abort.signal })
      if (!abort.signal.aborted) this.quote = quote
    } catch (error) {
      if (!abort.signal.aborted) this.error = error as CreditsError
    }
    if (!abort.signal.aborted) this.host.requestUpdate()
  }

  #stop(): void {
    clearTimeout(this.#timer)
    this.#abort?.abort()
  }

  hostDisconnected(): void {
    this.#stop()
    this.#asked = ''
  }
}

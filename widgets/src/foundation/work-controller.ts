/** Work that somebody asked for, one at a time: a file, paper. Errors are told to the host, and shown. */
import type { CreditsError } from '@creditkit/sdk'
import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import type { CreditElement } from './credit-element.ts'
import { enCommon } from './localize/en/common.ts'

export class WorkController {
  busy = false
  #error: CreditsError | undefined
  private readonly host: CreditElement

  constructor(host: CreditElement) {
    this.host = host
  }

  async run(work: () => Promise<void>): Promise<void> {
    if (this.busy) return
    this.busy = true
    this.#error = undefined
    this.host.requestUpdate()
    try {
      await work()
    } catch (error) {
      if (!this.host.reportError(error as CreditsError)) this.#error = error as CreditsError
    }
    this.busy = false
    this.host.requestUpdate()
  }

  /** Why the last was not done. */
  problem(): TemplateResult | typeof nothing {
    if (!this.#error) return nothing
    return html`<p role="alert">${this.host.scope.messages('common', enCommon).problem(this.#error)}</p>`
  }
}

/** The statement as a file and on paper, one at a time. Errors are told to the host, and shown. */
import type { CreditsError, StatementQuery } from '@creditkit/sdk'
import type { CreditElement } from '../foundation/credit-element.ts'
import { details } from './details.ts'

export class ExportController {
  busy = false
  error: CreditsError | undefined
  private readonly host: CreditElement

  constructor(host: CreditElement) {
    this.host = host
  }

  async run(what: 'download' | 'print', filter: StatementQuery): Promise<void> {
    if (this.busy) return
    this.busy = true
    this.error = undefined
    this.host.requestUpdate()
    try {
      const part = await details.load()
      await part[what](this.host, filter)
    } catch (error) {
      if (!this.host.reportError(error as CreditsError)) this.error = error as CreditsError
    }
    this.busy = false
    this.host.requestUpdate()
  }
}

/** The statement as a file and on paper, one at a time. Errors are told to the host, and shown. */
import type { CreditsError, LedgerEntry, StatementQuery } from '@creditkit/sdk'
import type { CreditElement } from '../foundation/credit-element.ts'
import { saveFile } from '../foundation/file.ts'
import { Later } from '../foundation/later.ts'
import type { Printed } from './print.ts'

/** Pages of 100 that are printed at most: beyond, a file serves better than paper. */
const MOST_PAGES = 20

const printing = new Later(() => import('./print.ts'))

export class ExportController {
  busy = false
  error: CreditsError | undefined
  private readonly host: CreditElement

  constructor(host: CreditElement) {
    this.host = host
  }

  download(filter: StatementQuery): void {
    this.#run(async () => {
      const { client, query } = this.host.scope
      if (client) saveFile('statement.csv', await client.getStatementCsv({ ...query, ...filter }))
    }).catch(() => undefined)
  }

  /** `page` makes of the entries what is printed; `cut` says that there were more. */
  print(filter: StatementQuery, page: (entries: LedgerEntry[], cut: boolean) => Printed): void {
    this.#run(async () => {
      const { client, query } = this.host.scope
      if (!client) return
      const { printStatement } = await printing.load()
      const entries: LedgerEntry[] = []
      let cursor: string | null | undefined
      for (let pages = 0; pages < MOST_PAGES && cursor !== null; pages++) {
        const from = { limit: 100, ...(cursor && { cursor }) }
        // oxlint-disable-next-line no-await-in-loop -- each page names the next
        const answer = await client.getStatement({ ...query, ...filter, ...from })
        entries.push(...answer.data)
        cursor = answer.nextCursor
      }
      printStatement(page(entries, Boolean(cursor)))
    }).catch(() => undefined)
  }

  async #run(work: () => Promise<void>): Promise<void> {
    if (this.busy) return
    this.busy = true
    this.error = undefined
    this.host.requestUpdate()
    try {
      await work()
    } catch (error) {
      if (!this.host.reportError(error as CreditsError)) this.error = error as CreditsError
    }
    this.busy = false
    this.host.requestUpdate()
  }
}

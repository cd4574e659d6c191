/**
 * A list that is loaded page by page: the first page lives, further ones are fetched when asked for.
 *
 * When the first page changes, what is below must still follow on it without a gap:
 * - Of a list whose items never change (`immutable`: ledger entries, newest first), items that were
 *   pushed off the first page are kept below it.
 * - Of any other list, the further pages are fetched anew in the background.
 */
import type { CreditsClient, CreditsError, Page, Scope } from '@creditkit/sdk'
import type { CreditElement } from './credit-element.ts'
import { KeepingController } from './keeping-controller.ts'
import type { ChooseResource } from './resource-controller.ts'

interface PagedOptions<T> {
  first: ChooseResource<Page<T>>
  /** Fetches the page after the cursor. */
  next: (client: CreditsClient, scope: Scope, cursor: string) => Promise<Page<T>>
  key: (item: T) => string
  immutable?: boolean
}

export class PagedController<T> extends KeepingController<Page<T>> {
  loadingMore = false
  /** Why the last page could not be loaded. */
  moreError: CreditsError | undefined

  #first: Page<T> | undefined
  #rest: T[] = []
  #pages = 0
  #cursor: string | null = null
  #resource: unknown
  #run = 0
  readonly #options: PagedOptions<T>
  readonly #element: CreditElement

  constructor(element: CreditElement, options: PagedOptions<T>) {
    super(element, (client, scope) => {
      const resource = options.first(client, scope)
      if (resource !== this.#resource) this.#reset()
      this.#resource = resource
      return resource
    })
    this.#options = options
    this.#element = element
  }

  /** All that is loaded, in order. */
  get items(): T[] {
    const first = this.data?.data ?? []
    if (!this.#rest.length) return first
    const known = new Set(first.map(this.#options.key))
    return [...first, ...this.#rest.filter((item) => !known.has(this.#options.key(item)))]
  }

  get hasMore(): boolean {
    return Boolean(this.#pages ? this.#cursor : this.data?.nextCursor)
  }

  loadMore = (): Promise<void> => this.#load(this.#pages + 1, this.#pages)

  override hostUpdate(): void {
    super.hostUpdate()
    const first = this.changing ? undefined : this.data
    const former = this.#first
    if (!first || first === former) return
    this.#first = first
    if (former && this.#pages) this.#follow(former, first)
  }

  #follow(former: Page<T>, first: Page<T>): void {
    const { key, immutable } = this.#options
    const keys = new Set(first.data.map(key))
    const pushedOff = former.data.filter((item) => !keys.has(key(item)))
    if (!pushedOff.length) return
    if (!immutable) this.#load(this.#pages, 0).catch(() => undefined)
    else if (pushedOff.length < former.data.length) this.#rest = [...pushedOff, ...this.#rest]
    // Too much has happened to know what lies between.
    else this.#reset()
  }

  #reset(): void {
    this.#run++
    this.#rest = []
    this.#pages = 0
    this.#cursor = null
    this.loadingMore = false
    this.moreError = undefined
  }

  /** Loads pages until there are `pages` beyond the first, of which `kept` are good as they are. */
  async #load(pages: number, kept: number): Promise<void> {
    const { client, query } = this.#element.scope
    const run = ++this.#run
    let rest = kept ? this.#rest : []
    let cursor = kept ? this.#cursor : (this.data?.nextCursor ?? null)
    if (!client) return
    this.loadingMore = pages > this.#pages
    this.moreError = undefined
    this.#element.requestUpdate()
    try {
      for (let page = kept; page < pages && cursor !== null; page++) {
        // oxlint-disable-next-line no-await-in-loop -- each page names the next
        const answer = await this.#options.next(client, query, cursor)
        if (run !== this.#run) return
        rest = [...rest, ...answer.data]
        cursor = answer.nextCursor
      }
      this.#rest = rest
      this.#cursor = cursor
      this.#pages = pages
    } catch (error) {
      if (run === this.#run) this.moreError = error as CreditsError
    }
    this.loadingMore = false
    this.#element.requestUpdate()
  }
}

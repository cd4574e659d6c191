/**
 * A part of an element that lies in a file of its own and comes when somebody first wants it, once for the page:
 *
 *     const detail = new Later(() => import('./entry-detail.ts'))
 *     …
 *     renderLater(this, detail, ({ entryDetail }) => entryDetail(entry), () => skeleton)
 *
 * What does not come is asked for again by the next wish ("Try again" where it is missed, `prefetch`, `load`), and
 * when the network is there again.
 */
import { CreditsError } from '@creditkit/sdk'
import type { CSSResult, TemplateResult } from 'lit'
import type { CreditElement } from './credit-element.ts'
import { enCommon } from './localize/en/common.ts'
import { renderBones, renderProblem } from './states.ts'

export class Later<Part extends object> {
  /** What the file exports, once it is there. */
  part: Part | undefined
  /** Why it is not there, for those who wait for it. */
  error: CreditsError | undefined
  /** Whether it has come, or has not: what is shown without it is not taken back while it is asked for once more. */
  settled = false
  #coming: Promise<Part> | undefined
  readonly #waiting = new Set<CreditElement>()
  private readonly fetch: () => Promise<Part>

  constructor(fetch: () => Promise<Part>) {
    this.fetch = fetch
  }

  /**
   * For a host that is about to render: the part, or undefined, with an update to follow when it has come or has not.
   * Styles that the part exports by this name are the host's from then on. Controllers of the part are made in
   * `willUpdate` or `hostUpdate`: made in `render`, they miss the update.
   */
  for(host: CreditElement): Part | undefined {
    if (this.part) {
      this.#dress(host)
      return this.part
    }
    this.#waiting.add(host)
    if (!this.error) this.prefetch()
    return undefined
  }

  /** Somebody turns to the host, and may soon miss the part: it comes with its styles, or is asked for once more. */
  want(host: CreditElement): void {
    this.prefetch()
    this.for(host)
  }

  /** Before it is missed. Where it does not come, nobody hears of it who does not wait. */
  prefetch = (): void => void this.load().catch(() => undefined)

  /** @throws CreditsError where the part does not come, to be told and shown as any other */
  load(): Promise<Part> {
    return (this.#coming ??= this.#load())
  }

  async #load(): Promise<Part> {
    if (this.error) this.#settle(undefined)
    try {
      this.part = await this.fetch()
      this.#settle(undefined)
      this.#waiting.clear()
      return this.part
    } catch (cause) {
      this.#coming = undefined
      addEventListener('online', this.prefetch, { once: true })
      const text = 'A part could not be loaded. Try again.'
      const error = new CreditsError('network', text, 0, { cause })
      if (this.#waiting.size) this.#settle(error)
      throw error
    }
  }

  #settle(error: CreditsError | undefined): void {
    this.error = error
    this.settled = true
    for (const host of this.#waiting) {
      this.#dress(host)
      host.requestUpdate()
    }
  }

  #dress(host: CreditElement): void {
    adopt(host, (this.part as { styles?: CSSResult[] } | undefined)?.styles)
  }
}

/**
 * The content made of a part, or a skeleton of its size while it is on its way, or that it did not come, with a
 * way to ask again.
 */
export function renderLater<Part extends object>(
  host: CreditElement,
  later: Later<Part>,
  content: (part: Part) => unknown,
  skeleton: () => TemplateResult,
): unknown {
  const part = later.for(host)
  const t = host.scope.messages('common', enCommon)
  if (!part) return later.error ? renderProblem(t, later.error, later.prefetch) : renderBones(t, skeleton)
  return content(part)
}

/** Adds styles to those of an element, once. */
export function adopt({ renderRoot }: CreditElement, styles: CSSResult[] = []): void {
  const { adoptedStyleSheets } = renderRoot as ShadowRoot
  for (const { styleSheet } of styles) {
    if (styleSheet && !adoptedStyleSheets.includes(styleSheet)) adoptedStyleSheets.push(styleSheet)
  }
}

/** The row of a list that is open, one at a time. What stands below it is of a part that comes later. */
import { html, nothing } from 'lit'
import type { ReactiveController, TemplateResult } from 'lit'
import type { CreditElement } from './credit-element.ts'
import { renderLater } from './later.ts'
import type { Later } from './later.ts'

interface Detail<T> {
  render: (item: T) => TemplateResult
}

export class OpenedRow<T, Part extends object> implements ReactiveController {
  /** The key of the item that is open. */
  key: string | undefined
  #detail: Detail<T> | undefined
  private readonly host: CreditElement
  private readonly later: Later<Part>
  private readonly make: (part: Part) => Detail<T>

  constructor(host: CreditElement, later: Later<Part>, make: (part: Part) => Detail<T>) {
    this.host = host
    this.later = later
    this.make = make
    host.addController(this)
  }

  hostUpdate(): void {
    if (this.#detail || this.key === undefined) return
    const part = this.later.for(this.host)
    if (part) this.#detail = this.make(part)
  }

  /** The button in a row that opens what is below it. The row's first cell; the whole row can be pressed. */
  opener(key: string, text: string): TemplateResult {
    const open = this.key === key
    return html`<button
      class="opener"
      aria-expanded=${open}
      aria-controls=${open ? 'detail' : nothing}
      @click=${() => this.#toggle(key)}
    >
      <svg viewBox="0 0 8 8" aria-hidden="true"><path d="M2 0.5 6 4 2 7.5" /></svg
      ><span class="figure">${text}</span>
    </button>`
  }

  /** What stands below the row of an item, where that is open. */
  below(key: string, item: T): TemplateResult | typeof nothing {
    if (this.key !== key) return nothing
    return html`<tr role="row" class="detail" id="detail">
      <td role="cell" colspan="4">
        ${renderLater(this.host, this.later, () => this.#detail?.render(item), bones)}
      </td>
    </tr>`
  }

  #toggle(key: string): void {
    this.key = this.key === key ? undefined : key
    this.host.requestUpdate()
  }
}

const bones = (): TemplateResult => html`${[0, 1, 2, 3].map(() => html`<p>0000000000</p>`)}`

/** How it was worked out that the credits last so long: told when somebody asks. */
import type { Balance } from '@creditkit/sdk'
import { html, svg } from 'lit'
import type { ReactiveControllerHost, TemplateResult } from 'lit'
import type { Format } from '../../foundation/format/format.ts'
import type { enBalance } from '../../foundation/localize/en/later/balance.ts'

const info = svg`<circle cx="8" cy="8" r="6.2"/><path d="M8 7.4v3.4M8 5.1v.01"/>`

export class Pace {
  #open = false
  private readonly host: ReactiveControllerHost

  constructor(host: ReactiveControllerHost) {
    this.host = host
  }

  button(t: typeof enBalance): TemplateResult {
    return html`<button
      class="how"
      aria-label=${t.how}
      aria-expanded=${this.#open}
      aria-controls="pace"
      @click=${this.#toggle}
    >
      <svg viewBox="0 0 16 16" aria-hidden="true">${info}</svg>
    </button>`
  }

  text(runway: NonNullable<Balance['runway']>, t: typeof enBalance, f: Format): TemplateResult {
    return html`<p id="pace" class="faint" ?hidden=${!this.#open}>${t.pace(runway, f)}</p>`
  }

  #toggle = (): void => {
    this.#open = !this.#open
    this.host.requestUpdate()
  }
}

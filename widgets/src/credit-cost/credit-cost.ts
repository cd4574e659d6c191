import type { Check } from '@creditkit/sdk'
import { css, html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { ageNote } from '../foundation/age.ts'
import { CreditElement } from '../foundation/credit-element.ts'
import { property } from '../foundation/decorators.ts'
import { isZero } from '../foundation/format/decimal.ts'
import { formatFor } from '../foundation/format/format.ts'
import { enCost } from '../foundation/localize/en/cost.ts'
import { requestTopUp } from '../foundation/requests.ts'
import { ResourceController } from '../foundation/resource-controller.ts'
import { renderStates } from '../foundation/states.ts'
import { base } from '../foundation/styles/base.ts'
import { button } from '../foundation/styles/button.ts'
import { link } from '../foundation/styles/link.ts'
import { states } from '../foundation/styles/states.ts'
import { tokens } from '../foundation/styles/tokens.ts'

const costStyles = css`
  :host {
    display: inline-block;
    container-type: normal;
    font-size: inherit;
    font-variant-numeric: tabular-nums;
  }
  b {
    font-weight: 550;
  }
  .short b {
    color: var(--_bad);
  }
  .bones b {
    display: inline-block;
  }
  div,
  span .problem,
  .problem p,
  .stale {
    display: inline;
  }
  .problem .button {
    min-block-size: 0;
    padding: 0;
    border: 0;
    background: none;
    color: var(--_accent);
  }
  .stale::before {
    content: ' ';
  }
`

/** What makes the skeleton: as long as a usual answer. */
const placeholder: Check = {
  allowed: true,
  cost: '3',
  available: '1248',
  remaining: '0',
  missing: '0',
  seq: '0',
}

/**
 * What the action beside it will cost, and what there is: "3 credits, you have 12". It follows balance
 * and rate live.
 *
 * @summary The price of an action, in a line.
 * @tag credit-cost
 * @event credit-top-up-requested - Add credits was pressed. Cancelable: by default a connected `<credit-top-up>` opens.
 * @event credit-error - The answer could not be had. Cancelable: by default it is shown, with a way to retry.
 * @csspart cost - The line.
 * @csspart add - The link that is there when credits are missing.
 * @cssproperty --credit-cost-muted - Any token, for this element alone.
 */
export class CreditCost extends CreditElement {
  static override readonly styles = [tokens('cost'), base, button, link, states, costStyles]

  readonly #check = new ResourceController(this, (client, query) =>
    this.feature
      ? client.checkResource({
          ...query,
          feature: this.feature,
          ...(this.quantity && { quantity: this.quantity }),
        })
      : undefined,
  )

  /** Id of the feature. */
  @property() feature: string | undefined

  /** How much of it, as a decimal; 1 where left out. */
  @property() quantity: string | undefined

  #line({ allowed, available, cost }: Check): TemplateResult {
    const t = this.scope.messages('cost', enCost)
    const format = formatFor(this.scope.locale)
    if (isZero(cost)) return html`<b>${t.free}</b>`
    return html`<span class=${allowed ? '' : 'short'}
      ><b>${t.cost(cost, format)}</b><span class="muted">${t.have(available, format)}</span>${
        allowed
          ? nothing
          : html` <button class="link" part="add" @click=${() => requestTopUp(this)}>${t.addCredits}</button>`
      }</span
    >`
  }

  override render(): TemplateResult {
    const { locale, direction } = this.scope
    return html`<span part="cost" lang=${locale} dir=${direction}>
      ${renderStates(this, this.#check, {
        skeleton: () => this.#line(placeholder),
        content: (check) => [this.#line(check), ageNote(this, this.#check)],
      })}
    </span>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'credit-cost': CreditCost
  }
}

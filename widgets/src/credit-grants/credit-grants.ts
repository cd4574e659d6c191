import type { Grant, GrantStatus } from '@creditkit/sdk'
import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { breakable } from '../foundation/breakable.ts'
import { choice } from '../foundation/choice.ts'
import { ClockController } from '../foundation/clock.ts'
import { CreditElement } from '../foundation/credit-element.ts'
import { cssVariables } from '../foundation/css-variables.ts'
import { property } from '../foundation/decorators.ts'
import { share } from '../foundation/format/decimal.ts'
import { DAY, formatFor } from '../foundation/format/format.ts'
import { renderList } from '../foundation/list-table.ts'
import { enGrants } from '../foundation/localize/en/grants.ts'
import type { ShownStatus } from '../foundation/localize/en/grants.ts'
import { OpenedRow } from '../foundation/opened-row.ts'
import { PagedController } from '../foundation/paged-controller.ts'
import { badge } from '../foundation/styles/badge.ts'
import { base } from '../foundation/styles/base.ts'
import { button } from '../foundation/styles/button.ts'
import { link } from '../foundation/styles/link.ts'
import { field } from '../foundation/styles/field.ts'
import { list } from '../foundation/styles/list.ts'
import { states } from '../foundation/styles/states.ts'
import { table } from '../foundation/styles/table.ts'
import { tokens } from '../foundation/styles/tokens.ts'
import { grantsStyles } from './credit-grants.styles.ts'
import { details } from './parts.ts'
import type { Details } from './parts.ts'
import { placeholder } from './placeholder.ts'

const looks: Record<ShownStatus, string> = {
  available: 'good',
  expires_soon: 'warn',
  scheduled: 'accent',
  used_up: 'neutral',
  expired: 'neutral',
  voided: 'neutral',
  taken_back: 'bad',
}
const OPEN: GrantStatus[] = ['available', 'scheduled']
const STATUSES: GrantStatus[] = [...OPEN, 'used_up', 'expired', 'voided', 'taken_back']

/**
 * Every grant, in the order in which they are used: what is left of it, how long it lasts, where it came
 * from, and what happened with it.
 *
 * @summary The grants of one pool.
 * @tag credit-grants
 * @event credit-error - The grants could not be loaded. Cancelable: by default it is shown, with a way to retry.
 * @event credit-session-expired - No session could be had.
 * @csspart card - The whole.
 * @csspart title - The heading.
 * @csspart filters - The lists to choose status and order from.
 * @csspart table - The table.
 * @csspart receipt - The link to a receipt.
 * @csspart more - The button for further grants.
 * @cssproperty --credit-grants-surface - Any token, for this element alone.
 */
export class CreditGrants extends CreditElement {
  static override readonly styles = [
    tokens('grants'),
    base,
    button,
    link,
    badge,
    field,
    table,
    list,
    states,
    grantsStyles,
  ]

  /** `burn`: in the order in which they are used. `newest`: the latest first. */
  @property({ reflect: true }) order: 'burn' | 'newest' = 'burn'

  /** One status, `open` for all that can still be used, or `all`. */
  @property({ reflect: true }) status: GrantStatus | 'open' | 'all' = 'all'

  /** Grants at a time, at most 100. */
  @property({ type: Number, attribute: 'page-size' }) pageSize = 10

  /** Days before its end from which a grant is said to expire soon. */
  @property({ type: Number, attribute: 'expiring-within' }) expiringWithin = 14

  readonly #grants = new PagedController<Grant>(this, {
    first: (client, query) => client.grants({ ...query, ...this.#query }),
    next: (client, query, cursor) => client.getGrants({ ...query, ...this.#query, cursor }),
    key: ({ id }) => id,
  })
  readonly #opened: OpenedRow<Grant, Details> = new OpenedRow(
    this,
    details,
    (part: Details) => new part.GrantDetail(this, () => this.#opened.key),
  )

  constructor() {
    super()
    // Grants come to expire soon as time goes by.
    this.addController(new ClockController(this))
  }

  get #query(): { sort: 'burn' | 'newest'; limit: number; status?: GrantStatus[] } {
    const { status } = this
    const wanted = status === 'open' ? OPEN : STATUSES.filter((each) => each === status)
    return { sort: this.order, limit: this.pageSize, ...(wanted.length && { status: wanted }) }
  }

  get #messages(): typeof enGrants {
    return this.scope.messages('grants', enGrants)
  }

  #statusOf({ status, expiresAt }: Grant): ShownStatus {
    const soon = expiresAt && Date.parse(expiresAt) - Date.now() < this.expiringWithin * DAY
    return status === 'available' && soon ? 'expires_soon' : status
  }

  #filters(): TemplateResult {
    const t = this.#messages
    const orders = [
      ['burn', t.inOrder],
      ['newest', t.newest],
    ] as const
    const statuses = [
      ['all', t.all],
      ['open', t.open],
      ...STATUSES.map((status) => [status, t.status(status)] as const),
    ] as const
    return html`<div class="filters" part="filters">
      ${choice(t.order, this.order, orders, (order) => (this.order = order))}
      ${choice(t.filter, this.status, statuses, (status) => (this.status = status))}
    </div>`
  }

  #row(grant: Grant): TemplateResult {
    const t = this.#messages
    const f = formatFor(this.scope.locale)
    const { amount, effectiveAt, expiresAt, id, reason, remaining } = grant
    const status = this.#statusOf(grant)
    const over = !OPEN.includes(grant.status)
    return html`<tr role="row" class="item ${over ? 'over' : ''}">
        <td role="cell">
          ${this.#opened.opener(id, f.date(effectiveAt))}
          ${over && status !== 'expired' ? nothing : html`<p class="faint under">${this.#lasting(status, expiresAt)}</p>`}
        </td>
        <td role="cell">
          <span class="figure">${t.type(grant)}</span
          >${reason ? html`<p class="faint"><bdi>${reason}</bdi></p>` : nothing}
        </td>
        <td role="cell"><span class="badge ${looks[status]}">${t.status(status)}</span></td>
        <td role="cell" class="end">
          <span class="figure">${breakable(f.credits(remaining))}</span>
          <span class="faint">${breakable(t.of(amount, f))}</span>
          <div class="mini">
            <i .style=${cssVariables({ '--share': `${share(remaining, amount) * 100}%` })}></i>
          </div>
        </td>
      </tr>
      ${this.#opened.below(id, grant)}`
  }

  #lasting(status: ShownStatus, expiresAt: string | null): string {
    const format = formatFor(this.scope.locale)
    const t = this.#messages
    return status === 'expired' && expiresAt ? t.expired(expiresAt, format) : t.expires(expiresAt, format)
  }

  override render(): TemplateResult {
    const t = this.#messages
    return renderList(this, this.#grants, {
      words: t,
      filters: this.#filters(),
      showAll: this.status === 'all' ? undefined : () => (this.status = 'all'),
      heads: [t.received, t.kind, t.filter, t.left],
      numbersFrom: 3,
      placeholder,
      key: ({ id }) => id,
      row: (grant) => this.#row(grant),
      details,
    })
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'credit-grants': CreditGrants
  }
}

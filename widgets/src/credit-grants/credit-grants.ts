import type { Grant, GrantStatus } from '@creditkit/sdk'
import { html, nothing } from 'lit'
import type { PropertyValues, TemplateResult } from 'lit'
import { detailBones } from '../foundation/bones.ts'
import { choice } from '../foundation/choice.ts'
import { ClockController } from '../foundation/clock.ts'
import { CreditElement } from '../foundation/credit-element.ts'
import { cssVariables } from '../foundation/css-variables.ts'
import { property, state } from '../foundation/decorators.ts'
import { share } from '../foundation/format/decimal.ts'
import { DAY } from '../foundation/format/format.ts'
import { detailRow, emptyList, listTable } from '../foundation/list-table.ts'
import { renderLater } from '../foundation/later.ts'
import { enGrants } from '../foundation/localize/en/grants.ts'
import type { ShownStatus } from '../foundation/localize/en/grants.ts'
import { renderMore } from '../foundation/more.ts'
import { opener } from '../foundation/opener.ts'
import { PagedController } from '../foundation/paged-controller.ts'
import { renderStates } from '../foundation/states.ts'
import { badge } from '../foundation/styles/badge.ts'
import { base } from '../foundation/styles/base.ts'
import { button } from '../foundation/styles/button.ts'
import { field } from '../foundation/styles/field.ts'
import { list } from '../foundation/styles/list.ts'
import { states } from '../foundation/styles/states.ts'
import { table } from '../foundation/styles/table.ts'
import { tokens } from '../foundation/styles/tokens.ts'
import { grantsStyles } from './credit-grants.styles.ts'
import { details } from './details.ts'
import type { GrantDetail } from './later/grant-detail.ts'
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

  @state() private opened: string | undefined

  readonly #grants = new PagedController<Grant>(this, {
    first: (client, query) => client.grants({ ...query, ...this.#query }),
    next: (client, query, cursor) => client.getGrants({ ...query, ...this.#query, cursor }),
    key: ({ id }) => id,
  })
  #detail: GrantDetail | undefined

  constructor() {
    super()
    // Grants come to expire soon as time goes by.
    this.addController(new ClockController(this))
  }

  protected override willUpdate(_changed: PropertyValues): void {
    if (this.#detail || this.opened === undefined) return
    const part = details.for(this)
    if (part) this.#detail = new part.GrantDetail(this, () => this.opened)
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

  #head(): TemplateResult {
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
    return html`<header class="head">
      <h2 part="title" id="title">${t.title}</h2>
      <div class="filters" part="filters">
        ${choice(t.order, this.order, orders, (order) => (this.order = order))}
        ${choice(t.filter, this.status, statuses, (status) => (this.status = status))}
      </div>
    </header>`
  }

  #content(grants: Grant[]): TemplateResult {
    const t = this.#messages
    if (!grants.length) return this.#empty()
    return html`${listTable({
      heads: [t.received, t.kind, t.filter, t.left],
      numbersFrom: 3,
      changing: this.#grants.changing,
      items: grants,
      key: ({ id }) => id,
      row: (grant) => this.#row(grant),
    })}${renderMore(this, this.#grants)}`
  }

  #empty(): TemplateResult {
    const t = this.#messages
    if (this.status === 'all') return emptyList(t.empty)
    return emptyList(t.noMatch, { text: t.showAll, act: () => (this.status = 'all') })
  }

  #row(grant: Grant): TemplateResult {
    const t = this.#messages
    const { format: f } = this.scope
    const { amount, effectiveAt, expiresAt, id, reason, remaining } = grant
    const status = this.#statusOf(grant)
    const open = this.opened === id
    const over = !OPEN.includes(grant.status)
    return html`<tr role="row" class="item ${over ? 'over' : ''}">
        <td role="cell">
          ${opener(f.date(effectiveAt), open, () => this.#open(id))}
          ${over && status !== 'expired' ? nothing : html`<p class="faint under">${this.#lasting(status, expiresAt)}</p>`}
        </td>
        <td role="cell">
          <span class="figure">${t.type(grant)}</span
          >${reason ? html`<p class="faint">${reason}</p>` : nothing}
        </td>
        <td role="cell"><span class="badge ${looks[status]}">${t.status(status)}</span></td>
        <td role="cell" class="end">
          <span class="figure">${f.credits(remaining)}</span> <span class="faint">${t.of(amount, f)}</span>
          <div class="mini"><i ${cssVariables({ '--share': `${share(remaining, amount) * 100}%` })}></i></div>
        </td>
      </tr>
      ${
        open
          ? detailRow(
              4,
              renderLater(this, details, () => this.#detail?.render(grant), detailBones),
            )
          : nothing
      }`
  }

  #lasting(status: ShownStatus, expiresAt: string | null): string {
    const { format } = this.scope
    const t = this.#messages
    return status === 'expired' && expiresAt ? t.expired(expiresAt, format) : t.expires(expiresAt, format)
  }

  #open(id: string): void {
    this.opened = this.opened === id ? undefined : id
  }

  override render(): TemplateResult {
    const { locale, direction } = this.scope
    return html`<section
      class="card"
      part="card"
      lang=${locale}
      dir=${direction}
      @pointerenter=${details.prefetch}
      @focusin=${details.prefetch}
    >
      ${this.#head()}
      ${renderStates(this, this.#grants, {
        skeleton: () => this.#content(placeholder),
        content: () => this.#content(this.#grants.items),
      })}
    </section>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'credit-grants': CreditGrants
  }
}

import type { LedgerEntry, StatementQuery } from '@creditkit/sdk'
import { html } from 'lit'
import type { PropertyValues, TemplateResult } from 'lit'
import { CreditElement } from '../foundation/credit-element.ts'
import { property, state } from '../foundation/decorators.ts'
import { isNegative } from '../foundation/format/decimal.ts'
import { DAY } from '../foundation/format/format.ts'
import { dayAt, viewersTimeZone } from '../foundation/format/time-zone.ts'
import { renderList } from '../foundation/list-table.ts'
import { enEntries } from '../foundation/localize/en/entries.ts'
import { enPeriods } from '../foundation/localize/en/periods.ts'
import { enStatement } from '../foundation/localize/en/statement.ts'
import { OpenedRow } from '../foundation/opened-row.ts'
import { PagedController } from '../foundation/paged-controller.ts'
import { periodOf } from '../foundation/period.ts'
import type { Period } from '../foundation/period.ts'
import { ResourceController } from '../foundation/resource-controller.ts'
import { base } from '../foundation/styles/base.ts'
import { button } from '../foundation/styles/button.ts'
import { field } from '../foundation/styles/field.ts'
import { list } from '../foundation/styles/list.ts'
import { states } from '../foundation/styles/states.ts'
import { table } from '../foundation/styles/table.ts'
import { tokens } from '../foundation/styles/tokens.ts'
import { WorkController } from '../foundation/work-controller.ts'
import { statementStyles } from './credit-statement.styles.ts'
import { details } from './parts.ts'
import type { Details } from './parts.ts'
import { filters } from './filters.ts'
import type { Filter } from './filters.ts'
import { placeholder } from './placeholder.ts'

/**
 * Every movement of the credits with the balance after it; opened, it says why: from which grants, at
 * which rate, for what.
 *
 * @summary The statement of one pool.
 * @tag credit-statement
 * @event credit-error - The statement could not be loaded. Cancelable: by default it is shown, with a way to retry.
 * @event credit-session-expired - No session could be had.
 * @csspart card - The whole.
 * @csspart title - The heading.
 * @csspart filters - The lists to choose kind, feature and period from.
 * @csspart table - The table.
 * @csspart more - The button for earlier movements.
 * @csspart actions - CSV and print.
 * @cssproperty --credit-statement-surface - Any token, for this element alone.
 */
export class CreditStatement extends CreditElement {
  static override readonly styles = [
    tokens('statement'),
    base,
    button,
    field,
    table,
    list,
    states,
    statementStyles,
  ]

  /** Only movements of one kind. */
  @property({ reflect: true }) kind: Filter['kind'] = 'all'

  /** Only movements of one feature, by its id. */
  @property({ reflect: true }) feature = ''

  /** `all`, `7d`, `30d`, `90d`, `1y`, or `custom` for the days of `from` and `to`. */
  @property({ reflect: true }) range: Filter['range'] = 'all'

  /** First day of a custom range: `2026-11-01`. */
  @property() from = ''

  /** Last day of a custom range, included. */
  @property() to = ''

  /** Movements at a time, at most 100. */
  @property({ type: Number, attribute: 'page-size' }) pageSize = 25

  /** IANA name of the time zone in which days begin; by default the viewer's. */
  @property({ attribute: 'time-zone' }) timeZone: string | undefined

  /** The names of all features are asked for once somebody turns to the filters. */
  @state() private choosing = false

  readonly #names = new Map<string, string>()
  readonly #work = new WorkController(this)
  #days: { from?: string; to?: string } = {}
  readonly #entries = new PagedController<LedgerEntry>(this, {
    first: (client, query) => client.statement({ ...query, ...this.#query, limit: this.pageSize }),
    next: (client, query, cursor) =>
      client.getStatement({ ...query, ...this.#query, limit: this.pageSize, cursor }),
    key: ({ seq }) => seq,
    immutable: true,
  })
  readonly #features = new ResourceController(this, (client, query) =>
    this.choosing ? client.usage({ ...query, from: yearAgo(), bucket: 'month' }) : undefined,
  )
  readonly #opened: OpenedRow<LedgerEntry, Details> = new OpenedRow(
    this,
    details,
    (part: Details) => new part.EntryDetail(this, () => this.#opened.key !== undefined),
  )

  protected override willUpdate(_changed: PropertyValues): void {
    const period = this.range === 'all' ? undefined : this.#period
    if (this.range === 'all') this.#days = {}
    else if (period) this.#days = { from: period.from, ...(period.to && { to: period.to }) }
  }

  get #zone(): string {
    return this.timeZone ?? viewersTimeZone()
  }

  get #period(): Period | undefined {
    const range = this.range === 'all' ? '1y' : this.range
    return periodOf(range, { from: this.from, to: this.to }, Date.now(), this.#zone)
  }

  get #query(): StatementQuery {
    const { feature, kind } = this
    return { ...this.#days, ...(kind !== 'all' && { kind: [kind] }), ...(feature && { feature }) }
  }

  get #messages(): typeof enStatement {
    return this.scope.messages('statement', enStatement)
  }

  get #words(): typeof enEntries {
    return this.scope.messages('entries', enEntries)
  }

  get #periods(): typeof enPeriods {
    return this.scope.messages('periods', enPeriods)
  }

  #change = (filter: Partial<Filter>): void => {
    // The days a person starts from, where none were chosen yet.
    if (filter.range === 'custom' && !this.from) {
      this.from = dayAt(Date.now() - 29 * DAY, this.#zone)
      this.to = dayAt(Date.now(), this.#zone)
    }
    Object.assign(this, filter)
  }

  #filters(): TemplateResult {
    const { kind, feature, range, from, to } = this
    return filters({
      host: this,
      filter: { kind, feature, range, from, to },
      features: this.#featureNames(),
      valid: this.#period !== undefined,
      messages: { statement: this.#messages, periods: this.#periods, entries: this.#words },
      format: this.scope.format,
      change: this.#change,
      choosing: () => (this.choosing = true),
    })
  }

  /** Features to choose from: those of all entries seen, and of a year's usage once it is there. */
  #featureNames(): [string, string][] {
    const names = this.#names
    if (this.feature && !names.has(this.feature)) names.set(this.feature, this.feature)
    for (const { feature, featureName } of this.#entries.items) {
      if (feature) names.set(feature, featureName ?? feature)
    }
    for (const { key, name } of this.#features.data?.groups ?? []) names.set(key, name)
    return [...names]
  }

  #actions(): TemplateResult {
    const t = this.#messages
    const { busy } = this.#work
    const act = (what: 'print' | 'download'): TemplateResult =>
      html`<button class="link" aria-disabled=${busy} @click=${() => this.#make(what)}>${t[what]}</button>`
    return html`<div class="actions" part="actions">
      ${this.#work.problem()} ${act('print')} ${act('download')}
    </div>`
  }

  #make(what: 'print' | 'download'): Promise<void> {
    return this.#work.run(async () => (await details.load())[what](this, this.#query))
  }

  #row(entry: LedgerEntry): TemplateResult {
    const { format: f } = this.scope
    const { amount, at, balanceAfter, seq } = entry
    return html`<tr role="row" class="item">
        <td role="cell">${this.#opened.opener(seq, f.moment(at))}</td>
        <td role="cell"><span class="figure">${this.#words.what(entry, f)}</span></td>
        <td role="cell" class="end">
          <span class="figure ${isNegative(amount) ? '' : 'plus'}"
            >${f.credits(amount, { signDisplay: 'exceptZero' })}</span
          >
        </td>
        <td role="cell" class="end"><span class="figure">${f.credits(balanceAfter)}</span></td>
      </tr>
      ${this.#opened.below(seq, entry)}`
  }

  override render(): TemplateResult {
    const t = this.#messages
    const { kind, range, feature } = this
    const filtered = kind !== 'all' || range !== 'all' || feature
    return renderList(this, this.#entries, {
      words: t,
      filters: this.#filters(),
      showAll: filtered ? () => this.#change({ kind: 'all', range: 'all', feature: '' }) : undefined,
      heads: [t.when, t.what, t.amount, t.balance],
      numbersFrom: 2,
      placeholder,
      key: ({ seq }) => seq,
      row: (entry) => this.#row(entry),
      foot: () => this.#actions(),
      details,
    })
  }
}

/** The start of the day a year ago: the same all day, so that the query is. */
function yearAgo(): string {
  return new Date(Date.now() - (Date.now() % DAY) - 365 * DAY).toISOString()
}

declare global {
  interface HTMLElementTagNameMap {
    'credit-statement': CreditStatement
  }
}

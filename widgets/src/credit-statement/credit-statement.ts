import type { LedgerEntry } from '@creditkit/sdk'
import { html } from 'lit'
import type { TemplateResult } from 'lit'
import { breakable } from '../foundation/breakable.ts'
import { CreditElement } from '../foundation/credit-element.ts'
import { property } from '../foundation/decorators.ts'
import { digitsAfterPoint } from '../foundation/format/arithmetic.ts'
import { isNegative } from '../foundation/format/decimal.ts'
import { formatFor } from '../foundation/format/format.ts'
import { renderList } from '../foundation/list-table.ts'
import { enEntries } from '../foundation/localize/en/entries.ts'
import { enPeriods } from '../foundation/localize/en/periods.ts'
import { enStatement } from '../foundation/localize/en/statement.ts'
import { OpenedRow } from '../foundation/opened-row.ts'
import { PagedController } from '../foundation/paged-controller.ts'
import { base } from '../foundation/styles/base.ts'
import { button } from '../foundation/styles/button.ts'
import { link } from '../foundation/styles/link.ts'
import { field } from '../foundation/styles/field.ts'
import { list } from '../foundation/styles/list.ts'
import { states } from '../foundation/styles/states.ts'
import { table } from '../foundation/styles/table.ts'
import { tokens } from '../foundation/styles/tokens.ts'
import { WorkController } from '../foundation/work-controller.ts'
import { statementStyles } from './credit-statement.styles.ts'
import { details } from './parts.ts'
import type { Details } from './parts.ts'
import { FilterController } from './filter-controller.ts'
import { filters, RANGES } from './filters.ts'
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
    link,
    field,
    table,
    list,
    states,
    statementStyles,
  ]

  /** @internal */
  static override readonly knownRanges = RANGES

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

  readonly #filter = new FilterController(this)
  readonly #work = new WorkController(this)
  readonly #entries = new PagedController<LedgerEntry>(this, {
    first: (client, query) => client.statement({ ...query, ...this.#filter.query, limit: this.pageSize }),
    next: (client, query, cursor) =>
      client.getStatement({ ...query, ...this.#filter.query, limit: this.pageSize, cursor }),
    key: ({ seq }) => seq,
    immutable: true,
  })
  readonly #opened: OpenedRow<LedgerEntry, Details> = new OpenedRow(
    this,
    details,
    (part: Details) => new part.EntryDetail(this, () => this.#opened.key !== undefined),
  )

  get #messages(): typeof enStatement {
    return this.scope.messages('statement', enStatement)
  }

  get #words(): typeof enEntries {
    return this.scope.messages('entries', enEntries)
  }

  #filters(): TemplateResult {
    const { kind, feature, from, to, scope } = this
    const { range } = this.#filter
    return filters({
      host: this,
      filter: { kind, feature, range, from, to },
      features: this.#filter.featuresIn(this.#entries.items),
      valid: this.#filter.valid,
      messages: {
        statement: this.#messages,
        periods: scope.messages('periods', enPeriods),
        entries: this.#words,
      },
      format: formatFor(scope.locale),
      change: this.#filter.change,
      choosing: this.#filter.choosing,
    })
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
    return this.#work.run(async () => (await details.load())[what](this, this.#filter.query))
  }

  /** With as many digits after the point as any other row has, so that the columns line up. */
  #row(entry: LedgerEntry, minimumFractionDigits: number): TemplateResult {
    const f = formatFor(this.scope.locale)
    const { amount, at, balanceAfter, seq } = entry
    return html`<tr role="row" class="item">
        <td role="cell">${this.#opened.opener(seq, f.moment(at))}</td>
        <td role="cell"><span class="figure">${this.#words.what(entry, f)}</span></td>
        <td role="cell" class="end">
          <span class="figure ${isNegative(amount) ? '' : 'plus'}"
            >${breakable(f.credits(amount, { signDisplay: 'exceptZero', minimumFractionDigits }))}</span
          >
        </td>
        <td role="cell" class="end">
          <span class="figure">${breakable(f.credits(balanceAfter, { minimumFractionDigits }))}</span>
        </td>
      </tr>
      ${this.#opened.below(seq, entry)}`
  }

  override render(): TemplateResult {
    const t = this.#messages
    const { active, change } = this.#filter
    return renderList(this, this.#entries, {
      words: t,
      filters: this.#filters(),
      showAll: active ? () => change({ kind: 'all', range: 'all', feature: '' }) : undefined,
      heads: [t.when, t.what, t.amount, t.balance],
      numbersFrom: 2,
      placeholder,
      key: ({ seq }) => seq,
      row: (entry, entries) => this.#row(entry, digitsOf(entries)),
      foot: () => this.#actions(),
      details,
    })
  }
}

/** The most digits after the point that any of them has. */
function digitsOf(entries: readonly LedgerEntry[]): number {
  return Math.max(
    ...entries.flatMap(({ amount, balanceAfter }) => [
      digitsAfterPoint(amount),
      digitsAfterPoint(balanceAfter),
    ]),
  )
}

declare global {
  interface HTMLElementTagNameMap {
    'credit-statement': CreditStatement
  }
}

/** One movement opened: why it came to be, and which grants it touched. */
import type { Grant, LedgerEntry, Page } from '@creditkit/sdk'
import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import type { CreditElement } from '../../foundation/credit-element.ts'
import { isNegative, isZero } from '../../foundation/format/decimal.ts'
import type { Format } from '../../foundation/format/format.ts'
import { formatFor, readable } from '../../foundation/format/format.ts'
import { enGrants } from '../../foundation/localize/en/grants.ts'
import { enStatementDetails } from '../../foundation/localize/en/later/statement.ts'
import type { Messages } from '../../foundation/localize/messages.ts'
import { ResourceController } from '../../foundation/resource-controller.ts'
import { fact } from '../../foundation/later/facts.ts'

/** The grants are asked for, to call them by more than their category. */
export class EntryDetail {
  readonly #grants: ResourceController<Page<Grant>>
  private readonly host: CreditElement

  constructor(host: CreditElement, opened: () => boolean) {
    this.host = host
    this.#grants = new ResourceController(host, (client, query) =>
      opened() ? client.grants({ ...query, sort: 'newest', limit: 100 }) : undefined,
    )
  }

  render(entry: LedgerEntry): TemplateResult {
    const { scope } = this.host
    const grants = new Map(this.#grants.data?.data.map((grant) => [grant.id, grant]))
    const t = scope.messages('statement', enStatementDetails)
    const { type } = scope.messages('grants', enGrants)
    return entryDetail(entry, grants, { statement: t, grants: { type } }, formatFor(scope.locale))
  }
}

interface EntryWords {
  statement: typeof enStatementDetails
  grants: Pick<Messages['grants'], 'type'>
}

function entryDetail(
  entry: LedgerEntry,
  grants: ReadonlyMap<string, Grant>,
  { statement: t, grants: names }: EntryWords,
  f: Format,
): TemplateResult {
  const {
    actor,
    amount,
    dimensions,
    holdId,
    kind,
    late,
    orderId,
    overdraft,
    quantity,
    rate,
    reason,
    seq,
    splits,
  } = entry
  const signed = (value: string): string => f.credits(value, { signDisplay: 'exceptZero' })
  const nameOf = (grantId: string, category: Grant['category']): string => {
    const grant = grants.get(grantId)
    return grant ? t.grant(names.type(grant), f.date(grant.effectiveAt)) : t.category(category)
  }
  return html`<dl class="facts">
      ${quantity && kind === 'consumption' ? fact(t.quantity, f.number(quantity)) : nothing}
      ${rate ? fact(t.rate, t.rateOf(rate.description, rate.version, f)) : nothing}
      ${Object.entries(dimensions).map(([name, value]) => fact(readable(name), value))}
      ${reason ? fact(t.reason, reason) : nothing} ${actor ? fact(t.actor, actor) : nothing}
      ${orderId ? fact(t.order, orderId) : nothing} ${holdId ? fact(t.hold, t.yes) : nothing}
      ${late ? fact(t.late, t.yes) : nothing} ${fact(t.number, f.number(seq))}
    </dl>
    ${
      splits.length || !isZero(overdraft)
        ? html`<h3 class="faint">${isNegative(amount) ? t.credits : t.creditsTo}</h3>
            <ul class="splits">
              ${splits.map(
                ({ grantId, category, amount: part, remainingAfter }) =>
                  html`<li>
                    <span>${nameOf(grantId, category)}</span>
                    <span class="end">${signed(part)}</span>
                    <span class="end muted">${t.left(remainingAfter, f)}</span>
                  </li>`,
              )}
              ${isZero(overdraft) ? nothing : html`<li><span>${t.overdraft}</span><span class="end">${signed(overdraft)}</span></li>`}
            </ul>`
        : nothing
    }`
}

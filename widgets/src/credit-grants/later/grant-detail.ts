/** One grant opened: where it came from, how long it lasts, and what happened with it. */
import type { Grant, LedgerEntry, Page } from '@creditkit/sdk'
import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import type { CreditElement } from '../../foundation/credit-element.ts'
import type { Format } from '../../foundation/format/format.ts'
import { formatFor, readable } from '../../foundation/format/format.ts'
import { enCommon } from '../../foundation/localize/en/common.ts'
import { enEntries } from '../../foundation/localize/en/entries.ts'
import { enGrantDetails } from '../../foundation/localize/en/later/grants.ts'
import type { Messages } from '../../foundation/localize/messages.ts'
import { fact } from '../../foundation/later/facts.ts'
import { ResourceController } from '../../foundation/resource-controller.ts'

/** Movements shown of an opened grant; the statement has the rest. */
const HISTORY = 6

export class GrantDetail {
  readonly #history: ResourceController<Page<LedgerEntry>>
  private readonly host: CreditElement

  /** `opened` tells the id of the grant that is looked at. */
  constructor(host: CreditElement, opened: () => string | undefined) {
    this.host = host
    this.#history = new ResourceController(host, (client, query) => {
      const grantId = opened()
      return grantId === undefined ? undefined : client.statement({ ...query, grantId, limit: HISTORY })
    })
  }

  render(grant: Grant): TemplateResult {
    const { scope } = this.host
    const words = {
      grants: scope.messages('grants', enGrantDetails),
      entries: scope.messages('entries', enEntries),
      common: scope.messages('common', enCommon),
    }
    return grantDetail(grant, this.#history, words, formatFor(scope.locale))
  }
}

interface Words {
  grants: typeof enGrantDetails
  entries: Messages['entries']
  common: typeof enCommon
}

function grantDetail(
  grant: Grant,
  { data: history, snapshot }: ResourceController<Page<LedgerEntry>>,
  { grants: t, entries, common }: Words,
  f: Format,
): TemplateResult {
  const { costBasis, effectiveAt, expiresAt, features, id, reason, source } = grant
  return html`<dl class="facts">
      ${fact(t.from, f.dateTime(effectiveAt))}${fact(t.until, expiresAt ? f.dateTime(expiresAt) : t.never)}
      ${costBasis ? fact(t.paid, f.money(costBasis)) : nothing}
      ${source.receiptUrl ? fact(t.receipt, receipt(source.receiptUrl, t)) : nothing}
      ${features ? fact(t.onlyFor, f.list(features.map(readable))) : nothing}
      ${reason ? fact(t.reason, reason) : nothing}
    </dl>
    <h3 class="faint">${t.history}</h3>
    ${
      history
        ? html`<ul class="history">
              ${history.data.map(
                (entry) =>
                  html`<li>
                    <span class="muted">${f.moment(entry.at)}</span>
                    <span>${entries.what(entry, f)}</span>
                    ${entry.splits
                      .filter(({ grantId }) => grantId === id)
                      .map(
                        ({ amount, remainingAfter }) =>
                          html`<span class="end">${f.credits(amount, { signDisplay: 'exceptZero' })}</span>
                            <span class="end muted">${t.after(remainingAfter, f)}</span>`,
                      )}
                  </li>`,
              )}
            </ul>
            ${history.data.length ? nothing : html`<p>${t.noHistory}</p>`}
            ${history.nextCursor ? html`<p class="faint">${t.earlier}</p>` : nothing}`
        : html`<p class="muted" role="status">
            ${snapshot.error ? common.problem(snapshot.error) : common.loading}
          </p>`
    }`
}

// A receipt is the payment service's page: nothing but a web address can be followed.
function receipt(url: string, t: typeof enGrantDetails): TemplateResult | typeof nothing {
  return /^https?:/.test(url)
    ? html`<a href=${url} target="_blank" rel="noopener noreferrer" part="receipt">${t.receipt} ↗</a>`
    : nothing
}

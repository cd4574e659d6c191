/** One grant opened: where it came from, how long it lasts, and what happened with it. */
import type { Grant, LedgerEntry, Page } from '@creditkit/sdk'
import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import type { Format } from '../foundation/format/format.ts'
import { readable } from '../foundation/format/readable.ts'
import type { Messages } from '../foundation/localize/messages.ts'
import { fact } from '../foundation/opener.ts'
import type { ResourceController } from '../foundation/resource-controller.ts'

interface Words {
  grants: Messages['grants']
  entries: Messages['entries']
  common: Messages['common']
}

export function grantDetail(
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
function receipt(url: string, t: Messages['grants']): TemplateResult | typeof nothing {
  return /^https?:/.test(url)
    ? html`<a href=${url} target="_blank" rel="noopener noreferrer" part="receipt">${t.receipt} ↗</a>`
    : nothing
}

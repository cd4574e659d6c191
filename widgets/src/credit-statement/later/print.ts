/**
 * Prints a statement alone, without the page around it: rows are put into an empty frame of their own,
 * which is printed and removed. Styles come by a constructed sheet, as a strict content security policy
 * allows no other.
 */
import type { LedgerEntry } from '@creditkit/sdk'
import { html, render } from 'lit'
import type { Format } from '../../foundation/format/format.ts'
import type { enStatement } from '../../foundation/localize/en/statement.ts'

const styles = `body{font:10pt/1.4 system-ui,sans-serif;margin:0}
h1{font-size:14pt;margin:0 0 2pt}p{margin:0 0 10pt;color:#555}
table{inline-size:100%;border-collapse:collapse;font-variant-numeric:tabular-nums}
th,td{padding:4pt 8pt 4pt 0;text-align:start;border-bottom:.5pt solid #bbb}thead th{border-color:#000}
:is(th,td):nth-child(n+3){text-align:end}tr{break-inside:avoid}`

export interface Printed {
  entries: LedgerEntry[]
  /** A line below the heading. */
  note: string
  messages: typeof enStatement
  what: (entry: LedgerEntry) => string
  format: Format
  direction: 'ltr' | 'rtl'
}

export function printStatement({ entries, note, messages: t, what, format: f, direction }: Printed): void {
  const frame = document.createElement('iframe')
  // Out of sight, but not without a box: some browsers print nothing of a frame that is not displayed.
  Object.assign(frame.style, { position: 'fixed', inlineSize: '0', blockSize: '0', border: '0' })
  frame.ariaHidden = 'true'
  document.body.append(frame)
  const { contentDocument: page, contentWindow: view } = frame
  if (!page || !view) return
  page.title = t.title
  page.documentElement.lang = f.locale
  page.documentElement.dir = direction
  const sheet = new (view as Window & typeof globalThis).CSSStyleSheet()
  sheet.replaceSync(styles)
  page.adoptedStyleSheets = [sheet]
  render(
    html`<h1>${t.title}</h1>
      <p>${note}</p>
      <table>
        <thead>
          <tr>
            ${[t.when, t.what, t.amount, t.balance].map((head) => html`<th scope="col">${head}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${entries.map(
            (entry) =>
              html`<tr>
                <td>${f.moment(entry.at)}</td>
                <td>${what(entry)}</td>
                <td>${f.credits(entry.amount, { signDisplay: 'exceptZero' })}</td>
                <td>${f.credits(entry.balanceAfter)}</td>
              </tr>`,
          )}
        </tbody>
      </table>`,
    page.body,
  )
  view.addEventListener('afterprint', () => frame.remove())
  view.print()
}

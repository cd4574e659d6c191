/** How long the credits last and what expires next. */
import { html } from 'lit'
import type { TemplateResult } from 'lit'
import type { Format } from '../foundation/format/format.ts'
import { SECOND } from '../foundation/format/format.ts'
import type { enBalance } from '../foundation/localize/en/balance.ts'
import type { BalanceExtras } from './later/extras.ts'
import type { Figures } from './placeholder.ts'

/** As large as the button that explains the time, until that is there. */
const place = html`<svg class="how"></svg>`

export function facts(
  { runway, nextExpiry }: Figures,
  t: typeof enBalance,
  f: Format,
  extras: BalanceExtras | undefined,
): TemplateResult {
  return html`<div class="facts" part="facts">
    <div>
      <p class="faint">${t.lastsAbout} ${runway && (extras?.how() ?? place)}</p>
      <b>${runway ? f.duration(runway.seconds * SECOND) : t.unknownPace}</b>
    </div>
    <div>
      <p class="faint">${t.expiringNext}</p>
      <b>${nextExpiry ? t.expiring(nextExpiry.amount, nextExpiry.at, f) : t.never}</b>
    </div>
    ${runway && extras?.pace(runway)}
  </div>`
}

/** The skeleton: all that a usual balance has, where it stands, in words as long. Nobody reads them; few serve for all. */
import { html } from 'lit'
import type { TemplateResult } from 'lit'
import type { CreditBalance } from './credit-balance.ts'

export function outline({ variant, withoutAction }: CreditBalance): TemplateResult {
  const compact = variant === 'compact'
  const action = withoutAction
    ? ''
    : html`<button class="button add ${compact ? 'small ghost' : 'wide'}" part="add">Add credits</button>`
  const amount = html`<span class="number figure">12,480</span> <small>credits left</small>`
  return compact
    ? html`<div class="compact" part="amount"><span>${amount}</span>${action}</div>`
    : html`<div class="row">
          <h2 class="title" part="title">AI credits</h2>
          <slot name="badge"></slot>
        </div>
        <div class="lead">
          <div>
            <p class="big" part="amount">${amount}</p>
            <p>12,480 credits left</p>
          </div>
          <div class="whole">
            <div class="meter" part="meter"></div>
            <ul class="legend">
              <li>credits left</li>
              <li>12,480 credits left</li>
            </ul>
          </div>
          ${action}
        </div>
        <div class="facts" part="facts">
          <div>
            <p class="faint">credits left</p>
            <b>12,480</b>
          </div>
          <div>
            <p class="faint">credits left</p>
            <b>12,480 credits left</b>
          </div>
        </div>`
}

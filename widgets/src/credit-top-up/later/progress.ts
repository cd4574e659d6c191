/** An order on its way to the balance: where it stands, what that means, and the way on. */
import type { Amount, Order } from '@creditkit/sdk'
import { html, nothing, svg } from 'lit'
import type { TemplateResult } from 'lit'
import type { Format } from '../../foundation/format/format.ts'
import type { OrderStage } from '../../foundation/localize/en/later/top-up.ts'
import type { Messages } from '../../foundation/localize/messages.ts'

export interface ProgressView {
  messages: Messages['topUp']
  format: Format
  order: Order | undefined
  stage: OrderStage
  balance: Amount | undefined
  busy: boolean
  /** Nobody has to close anything: there is no "Done" but in a dialog. */
  dialog: boolean
  carryOn: () => void
  finish: () => void
  startAgain: () => void
  close: () => void
}

/** How many of the three steps are behind; the next one is under way. */
const stepsDone: Partial<Record<OrderStage, number>> = { checking: 0, processing: 0, paid: 1, granted: 3 }

const tick = svg`<path class="tick" d="M4.5 8.4l2.4 2.4 4.8-5.2" pathLength="1"/>`
const cross = svg`<path d="M5.3 5.3l5.4 5.4M10.7 5.3l-5.4 5.4"/>`
const question = svg`<path d="M8 4.4v4.4M8 11.4v.1"/>`
const lock = svg`<rect x="4.6" y="7.4" width="6.8" height="4.6" rx="1.1"/><path d="M6 7.4V6a2 2 0 0 1 4 0v1.4"/>`
const pause = svg`<path d="M6.2 5v6M9.8 5v6"/>`

export function progress(view: ProgressView): TemplateResult {
  const { messages: t, format: f, order, stage, balance } = view
  const granted = stage === 'granted'
  // A line without words keeps the place of those that are about to come.
  const nowHave = balance === undefined ? '\u00A0' : t.nowHave(balance, f)
  const detail = granted ? nowHave : t.stageDetail(stage, order)
  return html`<div class="progress" part="progress">
    ${emblem(stage)}
    <h3 tabindex="-1">${granted && order ? t.added(order.totalCredits, f) : t.stageTitle(stage)}</h3>
    <p class="muted">${detail}</p>
    ${stage in stepsDone ? steps(stepsDone[stage] ?? 0, t) : nothing} ${actions(view)}
  </div>`
}

function emblem(stage: OrderStage): TemplateResult {
  if (stage === 'granted') return icon('good', tick)
  if (stage === 'failed' || stage === 'expired' || stage === 'reversed') return icon('bad', cross)
  if (stage === 'open') return icon('warn', pause)
  if (stage === 'unsure') return icon('warn', question)
  if (stage === 'confirm') return icon('accent', lock)
  return html`<span class="emblem accent"><i class="spinner"></i></span>`
}

function icon(kind: string, path: TemplateResult<2>): TemplateResult {
  return html`<span class="emblem ${kind}"><svg viewBox="0 0 16 16" aria-hidden="true">${path}</svg></span>`
}

function steps(done: number, t: Messages['topUp']): TemplateResult {
  return html`<ol class="steps" aria-label=${t.progress}>
    ${t.steps.map(
      (name, index) =>
        html`<li class=${index < done ? 'done' : ''} aria-current=${index === done ? 'step' : 'false'}>
          <i></i>${name}
        </li>`,
    )}
  </ol>`
}

function actions(view: ProgressView): TemplateResult {
  const { messages: t, order, stage, busy, dialog, carryOn, finish, startAgain, close } = view
  const button = (text: string, act: () => void, kind = ''): TemplateResult =>
    html`<button class="button ${kind}" type="button" aria-disabled=${busy} @click=${busy ? nothing : act}>
      ${text}
    </button>`
  const receipt = order?.receiptUrl
    ? html`<a class="button ghost" href=${order.receiptUrl} target="_blank" rel="noopener">${t.receipt}</a>`
    : nothing
  switch (stage) {
    case 'open':
      return html`<p class="actions">
        ${order?.checkoutUrl || order?.clientSecret ? button(busy ? t.opening : t.carryOn, carryOn) : nothing}
        ${button(t.startAgain, startAgain, 'ghost')}
      </p>`
    case 'confirm':
      return html`<p class="actions">
        ${order?.checkoutUrl ? button(busy ? t.openingBank : t.toBank, carryOn) : nothing}
        ${button(t.otherWay, startAgain, 'ghost')}
      </p>`
    case 'unsure':
      return html`<p class="actions">${button(busy ? t.paying : t.finish, finish)}</p>`
    case 'granted':
      return html`<p class="actions">
        ${dialog ? button(t.done, close) : nothing} ${receipt} ${button(t.addMore, startAgain, 'ghost')}
      </p>`
    case 'failed':
    case 'expired':
      return html`<p class="actions">${button(t.tryAgain, startAgain)}</p>`
    case 'reversed':
      return html`<p class="actions">${receipt} ${button(t.addMore, startAgain, 'ghost')}</p>`
    default:
      return html`<p class="actions">${dialog ? button(t.close, close, 'ghost') : nothing}</p>`
  }
}

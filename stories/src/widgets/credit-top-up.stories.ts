import type { Meta } from '@storybook/web-components-vite'
import { html } from 'lit'
import { pressed, storyOf } from '../scenario.ts'

const meta: Meta = {
  title: 'Widgets/Top-up',
  component: 'credit-top-up',
}
export default meta

const content = html`<credit-top-up></credit-top-up>`
const PAY = '[part~="pay"]'

/** The same, with nowhere to go: the payment page and the bank's stay closed. */
const stays = html`<credit-top-up
  @credit-checkout-requested=${(event: Event) => event.preventDefault()}
></credit-top-up>`

/** Packages, an amount of your own, the new balance and the total. */
export const Ready = storyOf(content, 'ready')

/** The first top-up. */
export const Empty = storyOf(content, 'empty')

/** A currency with two digits after the point. */
export const Scaled = storyOf(content, 'scaled')

/** Stripe does not answer. */
export const PaymentsDown = pressed(storyOf(content, 'payments-down'), PAY, '.failure')

/** The session may not buy. */
export const ReadOnly = pressed(storyOf(content, 'read-only'), PAY, '.failure')

/** Every answer takes two seconds. */
export const Slow = storyOf(content, 'slow')

/** The skeleton has the size of the content. */
export const Loading = storyOf(content, 'loading', 'skeleton')

/** The first answer was an error. */
export const Failed = storyOf(content, 'error', 'error')

/** A saved card pays with one click. */
export const SavedCard = storyOf(content, 'saved-card')

/** Every way to pay; a card that has expired cannot be chosen, but removed. */
export const WaysToPay = pressed(storyOf(content, 'saved-cards'), '.other-way button', '.ways')

/** The first press asks whether the card shall really go. */
export const RemoveCard = pressed(WaysToPay, '.way button', '.sure')

/** The only saved card has expired: the payment page it is. */
export const CardExpired = storyOf(content, 'card-expired')

/** One click, and the credits are there. */
export const Done = pressed(storyOf(content, 'saved-card'), PAY, '.emblem.good')

/** 3-D Secure: the bank wants to confirm, on a page of its own. */
export const BankConfirms = pressed(storyOf(stays, 'card-confirm'), PAY, '.emblem.accent')

/** The bank declines, with its reason. */
export const Declined = pressed(storyOf(content, 'card-declined'), PAY, '.emblem.bad')

/** The card was removed in another tab. */
export const CardGone = pressed(storyOf(content, 'card-gone'), PAY, '.failure')

/** The network went while the card paid: nobody pays twice. */
export const ConnectionLost = pressed(storyOf(content, 'card-lost'), PAY, '.emblem.warn')

/** The payment page was left without paying. */
export const NotPaid = pressed(storyOf(stays, 'top-up-open'), PAY, '.emblem.warn')

/** The bank takes its time. */
export const Settling = pressed(storyOf(stays, 'top-up-processing'), PAY, '[aria-current="step"]')

/** The payment page was open for too long. */
export const Expired = pressed(storyOf(stays, 'top-up-expired'), PAY, '.emblem.bad')

/** The payment was given back. */
export const TakenBack = pressed(storyOf(stays, 'top-up-refunded'), PAY, '.emblem.bad')

/** An amount of one's own, with its price as it is typed. */
export const OtherAmount = pressed(storyOf(content, 'ready'), '.custom input', '.custom .field')

/** In a dialog, over the page. */
export const Dialog = pressed(
  storyOf(html`<credit-balance></credit-balance><credit-top-up mode="dialog"></credit-top-up>`, 'ready'),
  'button.add',
  'dialog[open]',
)

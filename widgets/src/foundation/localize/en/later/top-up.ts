/** English, `<credit-top-up>` from the first touch on. */
import type { Amount, Order } from '@creditkit/sdk'
import type { Format } from '../../../format/format.ts'

const failures: Record<string, string> = {
  network: 'We cannot be reached just now. Nothing was charged.',
  timeout: 'This is taking too long. Nothing was charged.',
  rate_limited: 'That was a lot at once. Please try again in a moment.',
  limit_reached: 'You have already had this offer. Please choose another.',
  package_unavailable: 'This offer has just ended. Please choose another.',
  amount_below_minimum: 'That is too little to pay for. Please choose more.',
  insufficient_scope: 'You are not allowed to buy credits here. Please ask whoever looks after your account.',
  stripe_unavailable: 'The payment page cannot be reached just now. Nothing was charged.',
  not_found: 'This card is no longer saved. Please choose another way to pay.',
  session_failed: 'You may have been signed out. Please sign in again, or try later.',
}

/** Why a card was not accepted. Whatever else it was, the bank's own words say. */
const declines: Record<string, string> = {
  insufficient_funds: 'There is not enough money on this card. Nothing was charged.',
  expired_card: 'This card has expired. Nothing was charged.',
  generic_decline: 'Your bank declined this card. Nothing was charged.',
  payment_intent_authentication_failure: 'Your bank did not confirm the payment. Nothing was charged.',
}

/** Where an order stands, as the customer is told. */
export type OrderStage =
  | 'checking'
  | 'open'
  | 'confirm'
  | 'unsure'
  | 'processing'
  | 'paid'
  | 'granted'
  | 'failed'
  | 'expired'
  | 'reversed'

const titles: Record<OrderStage, string> = {
  checking: 'Checking your payment',
  open: 'Not paid yet',
  confirm: 'Your bank wants to confirm this payment',
  unsure: 'The connection was lost while paying',
  processing: 'Your payment is on its way',
  paid: 'Paid. Adding your credits',
  granted: 'Your credits are here',
  failed: 'The payment did not go through',
  expired: 'This checkout has expired',
  reversed: 'This payment was taken back',
}

const details: Record<OrderStage, string> = {
  checking: 'One moment, please.',
  open: 'Nothing has been charged. Carry on where you left off.',
  confirm: 'You come back here afterwards. Nothing has been charged so far.',
  unsure: 'Finish to see how it ended. Your card is charged once at most.',
  processing: 'Your bank is still confirming it. You can leave this page: the credits come by themselves.',
  paid: 'This takes a few seconds.',
  granted: '',
  failed: 'Nothing was charged. Try again, or use another card.',
  expired: 'Nothing was charged. Simply start again.',
  reversed: 'It was refunded or is in dispute. Your statement shows what changed.',
}

export const enBuying = {
  unit: 'credits',
  outOfRange: (minimum: Amount, maximum: Amount, f: Format): string =>
    `Choose from ${f.credits(minimum)} to ${f.credits(maximum)}.`,
  offStep: (step: Amount, f: Format): string => `Choose a multiple of ${f.credits(step)}.`,
  noNumber: 'Enter a number.',
  payWay: 'Pay with',
  another: 'Another way to pay',
  cardExpiry: (date: string, expired: boolean): string => `${expired ? 'Expired' : 'Expires'} ${date}`,
  remove: 'Remove',
  removeSure: 'Sure?',
  removeFailed: (code: string): string =>
    code === 'insufficient_scope'
      ? 'You are not allowed to remove cards here.'
      : 'The card could not be removed. Please try again.',
  failure: (code: string): string => failures[code] ?? 'That did not work. Nothing was charged.',
  stageTitle: (stage: OrderStage): string => titles[stage],
  stageDetail: (stage: OrderStage, order: Order | undefined): string =>
    (stage === 'failed' && order?.failure && (declines[order.failure.code] ?? order.failure.message)) ||
    details[stage],
  added: (amount: Amount, f: Format): string =>
    `${f.credits(amount)} ${f.plural(amount, { one: 'credit', other: 'credits' })} added`,
  nowHave: (amount: Amount, f: Format): string => `You now have ${f.credits(amount)}.`,
  steps: ['Payment', 'Settling', 'Done'] as readonly string[],
  progress: 'Progress',
  carryOn: 'Carry on to payment',
  toBank: 'Go to your bank',
  openingBank: 'Going to your bank…',
  finish: 'Finish the payment',
  startAgain: 'Choose again',
  tryAgain: 'Try again',
  receipt: 'Receipt',
  addMore: 'Add more',
  done: 'Done',
}

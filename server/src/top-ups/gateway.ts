/** What top-ups need of whoever takes the money. `stripe/` implements it; nothing here knows Stripe's client. */
export interface PaymentGateway {
  /** Live money or test money: orders of one mode are never touched by the other. */
  readonly livemode: boolean

  /** Makes the counterpart of one of our customers. @returns its id */
  createCustomer(request: CustomerRequest): Promise<string>

  /** Makes a payment page. The same key gives the same page. */
  createCheckout(request: CheckoutRequest): Promise<Checkout>

  /** The payment page and its payment as they are now. @throws GatewayError `not_found` */
  retrieveCheckout(sessionId: string): Promise<Checkout>

  /** Looks for the payment page of an order whose creation was never answered. */
  findCheckout(paymentCustomer: string, orderId: string): Promise<Checkout | null>

  /** Closes a payment page, so that nobody can pay on it any more. Quiet if it is closed already. */
  expireCheckout(sessionId: string): Promise<void>

  /** Charges a saved card while the customer is present. The same key gives the same payment. */
  payWithSavedCard(request: SavedCardRequest): Promise<Payment>

  /** Looks for the payment of a one-click order whose answer was lost. */
  findPayment(paymentCustomer: string, orderId: string): Promise<Payment | null>

  /** Gives up a payment that the customer has not confirmed. Quiet if it is over already. */
  cancelPayment(paymentId: string): Promise<void>

  /** @throws GatewayError `not_found` */
  retrievePayment(paymentId: string): Promise<Payment>

  /** Every refund and dispute of a payment, oldest first. */
  listReversals(paymentId: string): Promise<Reversal[]>

  /** Gives money back. The same key gives the same refund. @returns its id */
  createRefund(request: RefundRequest): Promise<string>

  /** The cards that the customer agreed to keep. */
  listSavedCards(paymentCustomer: string): Promise<SavedCard[]>

  /** Forgets a saved card. @throws GatewayError `not_found` if it is not this customer's */
  removeSavedCard(paymentCustomer: string, paymentMethod: string): Promise<void>

  /** Payments that succeeded in a period, with their reversals' totals, for the daily comparison. */
  listSucceededPayments(from: Date, to: Date): AsyncIterable<Payment>
}

/** Which order a payment belongs to, as we wrote it on the payment. To be checked against the order. */
export interface OrderReference {
  readonly customer: string
  readonly orderId: string
}

export interface CustomerRequest {
  readonly customer: string
  readonly name: string | null
  readonly email: string | null
  readonly idempotencyKey: string
}

export interface CheckoutRequest extends OrderReference {
  readonly paymentCustomer: string
  readonly mode: 'hosted' | 'embedded'
  readonly name: string
  /** For a quantity of one, in minor units. */
  readonly unitAmount: bigint
  readonly moneyCurrency: string
  /** Above 1, the customer may change the quantity up to this. */
  readonly maximumQuantity: number
  /** Where a paid customer goes. `{CHECKOUT_SESSION_ID}` is filled in by the gateway. */
  readonly returnUrl: string
  readonly cancelUrl: string
  readonly expiresAt: Date
  readonly promotionCodes: boolean
  readonly automaticTax: boolean
  readonly invoice: boolean
  readonly idempotencyKey: string
}

export interface SavedCardRequest extends OrderReference {
  readonly paymentCustomer: string
  readonly paymentMethod: string
  readonly amount: bigint
  readonly moneyCurrency: string
  readonly description: string
  /** Where the customer comes back to after proving who they are. */
  readonly returnUrl: string
  readonly idempotencyKey: string
}

export interface RefundRequest extends OrderReference {
  readonly paymentId: string
  /** Minor units. */
  readonly amount: bigint
  /** Kept on the refund, so that it can be found where its answer was lost. */
  readonly reference: string
  readonly idempotencyKey: string
}

/** A payment page as it is now. Money in minor units. */
export interface Checkout {
  readonly id: string
  readonly livemode: boolean
  readonly status: 'open' | 'complete' | 'expired'
  readonly paymentStatus: 'paid' | 'unpaid' | 'no_payment_required'
  readonly url: string | null
  readonly clientSecret: string | null
  readonly expiresAt: Date
  readonly reference: OrderReference | null
  readonly paymentCustomer: string | null
  readonly moneyCurrency: string
  /** Before discounts and exclusive tax. */
  readonly amountSubtotal: bigint
  readonly amountTotal: bigint
  readonly amountTax: bigint
  readonly lines: readonly CheckoutLine[]
  readonly payment: Payment | null
  readonly receiptUrl: string | null
}

export interface CheckoutLine {
  readonly unitAmount: bigint
  readonly moneyCurrency: string
  readonly quantity: number
  readonly amountSubtotal: bigint
}

export interface Payment {
  readonly id: string
  readonly livemode: boolean
  readonly status: 'succeeded' | 'processing' | 'requires_action' | 'requires_payment' | 'canceled'
  readonly reference: OrderReference | null
  readonly paymentCustomer: string | null
  readonly moneyCurrency: string
  /** Minor units that were asked for, and that arrived. */
  readonly amount: bigint
  readonly amountReceived: bigint
  /** Whether refunds or disputes have to be looked at. */
  readonly reversed: boolean
  readonly receiptUrl: string | null
  /** Where the customer has to prove who they are. */
  readonly actionUrl: string | null
  readonly failure: { readonly code: string; readonly message: string } | null
}

/** A refund or a dispute, with what it means for the credits. */
export interface Reversal {
  readonly id: string
  readonly kind: 'refund' | 'dispute'
  /** The gateway's own word, kept for people. */
  readonly status: string
  /** live: its amount counts. inquiry: asked about, nothing moved yet. void: failed, withdrawn or won. */
  readonly effect: 'live' | 'inquiry' | 'void'
  /** Minor units. */
  readonly amount: bigint
  readonly createdAt: Date
  /** Of the request over our own API that it came from. */
  readonly reference: string | null
}

export interface SavedCard {
  readonly id: string
  readonly brand: string
  readonly last4: string
  readonly expiryMonth: number
  readonly expiryYear: number
}

export type GatewayErrorCode =
  /** No answer, or one of "try again later": the outcome is unknown, the same key may be used again. */
  | 'unavailable'
  | 'not_found'
  /** The counterpart of the customer is gone. */
  | 'customer_missing'
  /** The card was declined. */
  | 'declined'
  /** The request itself is not acceptable; the same again cannot succeed. */
  | 'refused'

interface GatewayErrorOptions extends ErrorOptions {
  keySpent?: boolean
  declineCode?: string
}

/** The gateway's refusals in words of our own; `message` may be shown to the host, not to the customer. */
export class GatewayError extends Error {
  override readonly name = 'GatewayError'
  readonly code: GatewayErrorCode
  /** With `unavailable`: the gateway has stored this answer and will give it again to the same key. */
  readonly keySpent: boolean
  /** With `declined`: the gateway's word for why. */
  readonly declineCode: string | null

  constructor(code: GatewayErrorCode, message: string, options: GatewayErrorOptions = {}) {
    super(message, options)
    this.code = code
    this.keySpent = options.keySpent ?? false
    this.declineCode = options.declineCode ?? null
  }
}

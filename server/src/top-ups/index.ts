import type { PoolClient } from 'pg'
import { type Catalogue, getCatalogue } from './catalogue.ts'
import { comparePayments, type Finding } from './compare-payments.ts'
import { createContext, type TopUpsOptions } from './context.ts'
import { countDeclineIn } from './declines.ts'
import {
  type CustomAmountDefinition,
  type CustomAmountRequest,
  getCustomAmount,
  putCustomAmount,
} from './custom-amounts.ts'
import { fulfil, fulfilIn, type Outcome } from './fulfil.ts'
import { type Order, viewOrder } from './order-view.ts'
import {
  getPackage,
  listPackages,
  type PackageDefinition,
  type PackageRequest,
  putPackage,
} from './packages.ts'
import { forgetPaymentCustomer } from './payment-customer.ts'
import { refundOrder, type RefundRequest } from './refund.ts'
import { listSavedCards, removeSavedCard } from './saved-cards.ts'
import { readFigures, type TopUpFigures } from './figures.ts'
import type { SavedCard } from './gateway.ts'
import { type Quote, quote, type QuoteRequest } from './quote.ts'
import {
  listOrders,
  listSteps,
  type OrderPage,
  type OrdersQuery,
  type OrderStep,
  pendingCredits,
  readOrder,
} from './read-orders.ts'
import { createReturnPage, type FinishReturn } from './return-page.ts'
import { reviewPaymentIn, settlePaymentIn } from './review-payment.ts'
import { type StartRequest, startTopUp } from './start-top-up.ts'
import { sweepOrders } from './sweep-orders.ts'

export type {
  Checkout,
  CheckoutLine,
  CheckoutRequest,
  OrderReference,
  Payment,
  PaymentGateway,
  RefundRequest as GatewayRefundRequest,
  Reversal,
  SavedCard,
  SavedCardRequest,
} from './gateway.ts'
export type { RefundRequest } from './refund.ts'
export { GatewayError } from './gateway.ts'
export { TopUpError, type TopUpErrorCode } from './errors.ts'
export { type PurchaseConfiguration, readPurchases } from './configuration.ts'
export { RETURN_PATH } from './open-checkout.ts'
export { ORDER_PARAMETER } from './return-url.ts'
export { notifyOutbox } from './outbox.ts'
export type { Catalogue, CustomAmount, Package } from './catalogue.ts'
export type { Finding } from './compare-payments.ts'
export type { Outcome } from './fulfil.ts'
export type { CustomAmountDefinition, CustomAmountRequest } from './custom-amounts.ts'
export type { Money, UnitPrice } from './money.ts'
export type { Order } from './order-view.ts'
export type { OrderStatus } from './orders.ts'
export type { PackageDefinition, PackageRequest } from './packages.ts'
export type { Quote, QuoteRequest } from './quote.ts'
export type { OrderPage, OrdersQuery, OrderStep } from './read-orders.ts'
export type { TopUpFigures } from './figures.ts'
export type { StartRequest } from './start-top-up.ts'
export type { TopUpsOptions } from './context.ts'

/** Everything about buying credits. Each method refuses with a TopUpError, whose code the API answers with. */
export interface TopUps {
  readonly packages: {
    put(id: string, request: PackageRequest): Promise<PackageDefinition>
    get(id: string): Promise<PackageDefinition>
    /** On sale or not, in the order of display. */
    list(): Promise<PackageDefinition[]>
  }
  readonly customAmounts: {
    put(currency: string, request: CustomAmountRequest): Promise<CustomAmountDefinition>
    get(currency: string): Promise<CustomAmountDefinition>
  }
  /** What a customer can buy. */
  catalogue(request: {
    readonly customer: string
    readonly currency?: string | undefined
    readonly moneyCurrency?: string | undefined
  }): Promise<Catalogue>
  quote(request: QuoteRequest): Promise<Quote>
  /** A click on "Add credits": the order, with a page to pay on. `reused`: it was there before. */
  start(request: StartRequest): Promise<{ readonly order: Order; readonly reused: boolean }>
  order(customer: string, id: string): Promise<Order>
  orders(query: OrdersQuery): Promise<OrderPage>
  /** How an order came to where it is. */
  steps(customer: string, id: string): Promise<OrderStep[]>
  /** Credits on their way, in the smallest unit: paid or settling, and not granted yet. */
  pending(key: {
    readonly customer: string
    readonly currency: string
    readonly resource?: string | null | undefined
  }): Promise<bigint>
  /** Gives money back, whole, in part or for what is unused; the credits follow. @returns the order after it */
  refund(request: RefundRequest): Promise<Order>
  readonly savedCards: {
    list(customer: string): Promise<SavedCard[]>
    remove(customer: string, id: string): Promise<void>
  }
  /** What an operator watches. */
  figures(): Promise<TopUpFigures>
  /** For GET {RETURN_PATH}?session_id=…: looks at the payment and says where to redirect to. */
  readonly finishReturn: FinishReturn
}

/** The room put together, and what the room beside it that talks to Stripe may ask of it. */
export interface TopUpsRoom extends TopUps {
  readonly settlement: Settlement
}

/** For the webhook worker and the reconciler alone. `client`: their open transaction. */
export interface Settlement {
  fulfil(sessionId: string, cause: string, client?: PoolClient): Promise<Outcome>
  /** Something happened to a payment itself. */
  settlePayment(paymentId: string, cause: string, client: PoolClient): Promise<Outcome>
  /** A refund or a dispute of a payment began, changed or ended. */
  reviewPayment(paymentId: string, cause: string, client: PoolClient): Promise<Outcome>
  /** A card was declined on the payment. */
  countDecline(paymentId: string, cause: string, client: PoolClient): Promise<Outcome>
  /** The counterpart of a customer was deleted in Stripe. */
  forgetCustomer(paymentCustomer: string, client: PoolClient): Promise<void>
  /** Looks at orders that are not final and whose time has come. @returns how many */
  sweep(limit: number): Promise<number>
  /** Compares what was paid in a period with what was granted. */
  compare(from: Date, to: Date): Promise<Finding[]>
}

/** Puts the room together. @throws RangeError for a configuration that Stripe would refuse */
export function createTopUps(options: TopUpsOptions): TopUpsRoom {
  const context = createContext(options)
  return {
    packages: {
      put: (id, request) => putPackage(context, id, request),
      get: (id) => getPackage(context, id),
      list: () => listPackages(context),
    },
    customAmounts: {
      put: (currency, request) => putCustomAmount(context, currency, request),
      get: (currency) => getCustomAmount(context, currency),
    },
    catalogue: (request) => getCatalogue(context, request),
    quote: (request) => quote(context, request),
    async start(request) {
      const { order, reused } = await startTopUp(context, request)
      return { order: viewOrder(order), reused }
    },
    order: (customer, id) => readOrder(context, customer, id),
    orders: (query) => listOrders(context, query),
    steps: (customer, id) => listSteps(context, customer, id),
    pending: (key) => pendingCredits(context, key),
    refund: async (request) => viewOrder(await refundOrder(context, request)),
    savedCards: {
      list: (customer) => listSavedCards(context, customer),
      remove: (customer, id) => removeSavedCard(context, customer, id),
    },
    figures: () => readFigures(context.pool),
    finishReturn: createReturnPage(context),
    settlement: {
      fulfil: (sessionId, cause, client) =>
        client ? fulfilIn(context, client, sessionId, cause) : fulfil(context, sessionId, cause),
      settlePayment: (paymentId, cause, client) => settlePaymentIn(context, client, paymentId, cause),
      reviewPayment: (paymentId, cause, client) => reviewPaymentIn(context, client, paymentId, cause),
      countDecline: (paymentId, cause, client) => countDeclineIn(context, client, paymentId, cause),
      forgetCustomer: (paymentCustomer, client) =>
        forgetPaymentCustomer(client, paymentCustomer, context.gateway.livemode),
      compare: (from, to) => comparePayments(context, from, to),
      sweep: (limit) => sweepOrders(context, limit),
    },
  }
}

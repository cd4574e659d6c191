import type Stripe from 'stripe'

/**
 * The parameters of every call that the simulator answers, by the name under which a route refers to them.
 * `generate.ts` turns this interface into `parameters.jsonl`, so a parameter is known here exactly when Stripe's
 * own package knows it.
 */
export interface ParameterTypes {
  BalanceTransactionRetrieveParams: Stripe.BalanceTransactionRetrieveParams
  ChargeCaptureParams: Stripe.ChargeCaptureParams
  ChargeListParams: Stripe.ChargeListParams
  ChargeRetrieveParams: Stripe.ChargeRetrieveParams
  ChargeUpdateParams: Stripe.ChargeUpdateParams
  'Checkout.SessionCreateParams': Stripe.Checkout.SessionCreateParams
  'Checkout.SessionExpireParams': Stripe.Checkout.SessionExpireParams
  'Checkout.SessionListLineItemsParams': Stripe.Checkout.SessionListLineItemsParams
  'Checkout.SessionListParams': Stripe.Checkout.SessionListParams
  'Checkout.SessionRetrieveParams': Stripe.Checkout.SessionRetrieveParams
  'Checkout.SessionUpdateParams': Stripe.Checkout.SessionUpdateParams
  CouponCreateParams: Stripe.CouponCreateParams
  CouponListParams: Stripe.CouponListParams
  CouponRetrieveParams: Stripe.CouponRetrieveParams
  CouponUpdateParams: Stripe.CouponUpdateParams
  CustomerCreateParams: Stripe.CustomerCreateParams
  CustomerListParams: Stripe.CustomerListParams
  CustomerListPaymentMethodsParams: Stripe.CustomerListPaymentMethodsParams
  CustomerRetrieveParams: Stripe.CustomerRetrieveParams
  CustomerSessionCreateParams: Stripe.CustomerSessionCreateParams
  CustomerUpdateParams: Stripe.CustomerUpdateParams
  DisputeCloseParams: Stripe.DisputeCloseParams
  DisputeListParams: Stripe.DisputeListParams
  DisputeRetrieveParams: Stripe.DisputeRetrieveParams
  DisputeUpdateParams: Stripe.DisputeUpdateParams
  EventListParams: Stripe.EventListParams
  EventRetrieveParams: Stripe.EventRetrieveParams
  InvoiceListParams: Stripe.InvoiceListParams
  InvoiceRetrieveParams: Stripe.InvoiceRetrieveParams
  PaymentIntentCancelParams: Stripe.PaymentIntentCancelParams
  PaymentIntentCaptureParams: Stripe.PaymentIntentCaptureParams
  PaymentIntentConfirmParams: Stripe.PaymentIntentConfirmParams
  PaymentIntentCreateParams: Stripe.PaymentIntentCreateParams
  PaymentIntentListParams: Stripe.PaymentIntentListParams
  PaymentIntentRetrieveParams: Stripe.PaymentIntentRetrieveParams
  PaymentIntentUpdateParams: Stripe.PaymentIntentUpdateParams
  PaymentMethodAttachParams: Stripe.PaymentMethodAttachParams
  PaymentMethodCreateParams: Stripe.PaymentMethodCreateParams
  PaymentMethodDetachParams: Stripe.PaymentMethodDetachParams
  PaymentMethodListParams: Stripe.PaymentMethodListParams
  PaymentMethodRetrieveParams: Stripe.PaymentMethodRetrieveParams
  PaymentMethodUpdateParams: Stripe.PaymentMethodUpdateParams
  PriceCreateParams: Stripe.PriceCreateParams
  PriceListParams: Stripe.PriceListParams
  PriceRetrieveParams: Stripe.PriceRetrieveParams
  PriceUpdateParams: Stripe.PriceUpdateParams
  ProductCreateParams: Stripe.ProductCreateParams
  ProductListParams: Stripe.ProductListParams
  ProductRetrieveParams: Stripe.ProductRetrieveParams
  ProductUpdateParams: Stripe.ProductUpdateParams
  PromotionCodeCreateParams: Stripe.PromotionCodeCreateParams
  PromotionCodeListParams: Stripe.PromotionCodeListParams
  PromotionCodeRetrieveParams: Stripe.PromotionCodeRetrieveParams
  PromotionCodeUpdateParams: Stripe.PromotionCodeUpdateParams
  'Radar.EarlyFraudWarningListParams': Stripe.Radar.EarlyFraudWarningListParams
  'Radar.EarlyFraudWarningRetrieveParams': Stripe.Radar.EarlyFraudWarningRetrieveParams
  RefundCancelParams: Stripe.RefundCancelParams
  RefundCreateParams: Stripe.RefundCreateParams
  RefundListParams: Stripe.RefundListParams
  RefundRetrieveParams: Stripe.RefundRetrieveParams
  RefundUpdateParams: Stripe.RefundUpdateParams
  SetupIntentCancelParams: Stripe.SetupIntentCancelParams
  SetupIntentConfirmParams: Stripe.SetupIntentConfirmParams
  SetupIntentCreateParams: Stripe.SetupIntentCreateParams
  SetupIntentListParams: Stripe.SetupIntentListParams
  SetupIntentRetrieveParams: Stripe.SetupIntentRetrieveParams
  WebhookEndpointCreateParams: Stripe.WebhookEndpointCreateParams
  WebhookEndpointListParams: Stripe.WebhookEndpointListParams
  WebhookEndpointRetrieveParams: Stripe.WebhookEndpointRetrieveParams
  WebhookEndpointUpdateParams: Stripe.WebhookEndpointUpdateParams
}

/** An event without its object, whose type depends on the event's. */
interface EventEnvelope extends Pick<
  Stripe.Event,
  'id' | 'object' | 'api_version' | 'created' | 'livemode' | 'pending_webhooks' | 'request' | 'type'
> {
  account?: string
  context?: string
  data: object
}

/**
 * The objects that the simulator gives, by their `object` value. `generate.ts` turns this interface into
 * `objects.jsonl`, against which the tests hold every answer and every event.
 *
 * @public
 */
export interface ObjectTypes {
  event: EventEnvelope
  balance_transaction: Stripe.BalanceTransaction
  charge: Stripe.Charge
  'checkout.session': Stripe.Checkout.Session
  coupon: Stripe.Coupon
  customer: Stripe.Customer
  customer_session: Stripe.CustomerSession
  dispute: Stripe.Dispute
  invoice: Stripe.Invoice
  item: Stripe.LineItem
  line_item: Stripe.InvoiceLineItem
  payment_intent: Stripe.PaymentIntent
  payment_method: Stripe.PaymentMethod
  price: Stripe.Price
  product: Stripe.Product
  promotion_code: Stripe.PromotionCode
  'radar.early_fraud_warning': Stripe.Radar.EarlyFraudWarning
  refund: Stripe.Refund
  setup_intent: Stripe.SetupIntent
  webhook_endpoint: Stripe.WebhookEndpoint
  'deleted:coupon': Stripe.DeletedCoupon
  'deleted:customer': Stripe.DeletedCustomer
  'deleted:product': Stripe.DeletedProduct
  'deleted:webhook_endpoint': Stripe.DeletedWebhookEndpoint
}

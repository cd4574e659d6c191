import express from 'express'
import type { ErrorRequestHandler, Express } from 'express'
import { couponRoutes } from './catalogue/coupons.ts'
import { priceRoutes } from './catalogue/prices.ts'
import { productRoutes } from './catalogue/products.ts'
import { promotionCodeRoutes } from './catalogue/promotion-codes.ts'
import { disputeRoutes } from './disputes/routes.ts'
import { earlyFraudWarningRoutes } from './fraud/early-fraud-warnings.ts'
import { invoiceRoutes } from './invoices/routes.ts'
import { paymentPageRoutes } from './checkout/payment-pages.ts'
import { customerSessionRoutes } from './customers/customer-sessions.ts'
import { setupIntentRoutes } from './payments/setup-routes.ts'
import { balanceTransactionRoutes } from './payments/balance-routes.ts'
import { paymentMethodRoutes } from './payments/method-routes.ts'
import { refundRoutes } from './refunds/routes.ts'
import { checkoutRoutes } from './checkout/routes.ts'
import { controlRouter } from './control/routes.ts'
import type { Control } from './control/control.ts'
import { customerRoutes } from './customers/customers.ts'
import { endpoint } from './http/endpoint.ts'
import type { Route } from './http/route.ts'
import { authenticationRouter } from './pages/authentication.ts'
import { receiptRouter } from './pages/receipts.ts'
import { pageRouter } from './pages/routes.ts'
import { chargeRoutes } from './payments/charge-routes.ts'
import { paymentIntentRoutes } from './payments/intent-routes.ts'
import type { Services } from './services.ts'
import { webhookEndpointRoutes } from './webhooks/endpoint-routes.ts'
import { eventRoutes } from './webhooks/event-routes.ts'

const routes: readonly Route[] = [
  ...balanceTransactionRoutes,
  ...couponRoutes,
  ...disputeRoutes,
  ...earlyFraudWarningRoutes,
  ...invoiceRoutes,
  ...customerSessionRoutes,
  ...paymentMethodRoutes,
  ...paymentPageRoutes,
  ...setupIntentRoutes,
  ...priceRoutes,
  ...productRoutes,
  ...promotionCodeRoutes,
  ...refundRoutes,
  ...chargeRoutes,
  ...checkoutRoutes,
  ...customerRoutes,
  ...eventRoutes,
  ...paymentIntentRoutes,
  ...webhookEndpointRoutes,
]

/** Nothing in here may fail: what does is a defect, and says so without hiding it from the caller. */
const onDefect: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (response.headersSent) return next(error)
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return void response
    .status(500)
    .json({ error: { type: 'api_error', message: `A defect of the Stripe simulator: ${text}` } })
}

/** The whole of the simulator over HTTP. */
export const createApp = (services: Services, control: Control): Express => {
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.use('/_control', controlRouter(control))
  app.use(express.text({ type: () => true, limit: '1mb' }))
  app.use(pageRouter(services))
  for (const route of routes) app[route.method](route.path, endpoint(services, route))
  app.all('/v1/*path', (request, response) => {
    const message = `Unrecognized request URL (${request.method}: ${request.path}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.`
    response.status(404).json({ error: { type: 'invalid_request_error', message } })
  })
  app.use(authenticationRouter(services))
  app.use(receiptRouter(services.world))
  app.get('/', (_request, response) => void response.type('text').send('Stripe simulator. No money moves.\n'))
  app.use(onDefect)
  return app
}

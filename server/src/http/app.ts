import express, { type Express } from 'express'
import helmet from 'helmet'
import type pg from 'pg'
import type { Logger } from 'pino'
import { parseQuery } from './parse.ts'
import { authenticate } from './authenticate.ts'
import { cors } from './cors.ts'
import { docs } from './docs.ts'
import { errorHandler } from './errors.ts'
import { IdempotentRequests } from './idempotency.ts'
import { createLimiters, defaultLimits, type Limits } from './limits.ts'
import { requestLog } from './logging.ts'
import { createMetrics, type Figure } from './metrics.ts'
import { paymentRoutes, type ReceiveWebhook } from './payment-routes.ts'
import { ProblemError } from './problems.ts'
import { mount, type Route } from './router.ts'
import { catalogueRoutes } from './routes/catalogue.ts'
import { correctionRoutes } from './routes/corrections.ts'
import { customerRoutes } from './routes/customers.ts'
import { financeRoutes } from './routes/finance.ts'
import { holdRoutes } from './routes/holds.ts'
import { ledgerRoutes } from './routes/ledger.ts'
import { myCreditsRoutes } from './routes/my-credits.ts'
import { orderRoutes } from './routes/orders.ts'
import { poolRoutes } from './routes/pools.ts'
import { rateRoutes } from './routes/rates.ts'
import { recurringGrantRoutes } from './routes/recurring-grants.ts'
import { sessionRoutes } from './routes/sessions.ts'
import { streamRoutes } from './routes/stream.ts'
import { systemRoutes } from './routes/system.ts'
import { topUpRoutes } from './routes/top-ups.ts'
import type { Services } from './services.ts'

export interface AppDependencies extends Services {
  readonly pool: pg.Pool
  readonly log: Logger
  /** Where browsers reach this server, without a slash at the end. */
  readonly publicUrl: string
  readonly receiveWebhook: ReceiveWebhook
  /** More figures for Prometheus, counted when it asks. */
  readonly figures?: () => Promise<Figure[]>
  /** false once the server is stopping. */
  readonly isServing?: () => boolean
  readonly limits?: Partial<Limits>
  /** How many proxies in front are trusted to name the caller's address. */
  readonly trustedProxies?: number
}

/** The Express app over the rooms it is given. It opens nothing itself. */
export function createApp(dependencies: AppDependencies): Express {
  const { access, pool, log } = dependencies
  const app = express()
  app.disable('x-powered-by')
  // Answers are each caller's own and never cached, so nothing is gained by hashing them.
  app.disable('etag')
  app.set('query parser', parseQuery)
  app.set('trust proxy', dependencies.trustedProxies ?? 0)

  const metrics = createMetrics({
    pool,
    openStreams: () => dependencies.events.hub.size,
    figures: dependencies.figures ?? (async () => await Promise.resolve([])),
  })
  const limiters = createLimiters({ ...defaultLimits, ...dependencies.limits })
  app.use(requestLog(log))
  app.use(metrics.count)
  app.use(
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
      },
      frameguard: { action: 'deny' },
      // The API is read by pages of other origins; which of them, CORS decides.
      crossOriginResourcePolicy: { policy: 'cross-origin' },
    }),
  )
  app.use((request, response, next) => {
    response.set('Cache-Control', 'no-store')
    if (request.headers.host === undefined && request.httpVersion === '1.1') {
      throw new ProblemError('invalid_request', 'Send a Host header.')
    }
    next()
  })
  app.use(paymentRoutes(dependencies.topUps, dependencies.receiveWebhook, limiters.open))
  app.use(docs())
  app.use(['/v1', '/.well-known'], cors(access.origins))

  const publicOrigin = new URL(dependencies.publicUrl).origin
  mount(app, allRoutes(dependencies, metrics), {
    async authenticate(operation, request, response) {
      try {
        return await authenticate(access, publicOrigin, operation, request)
      } catch (error) {
        if (error instanceof ProblemError && error.code === 'unauthenticated') {
          await limiters.countFailure(request, response)
        }
        throw error
      }
    },
    limitsBefore: (operation) => limiters.before(operation),
    limitsAfter: (operation) => limiters.after(operation),
    idempotentRequests: new IdempotentRequests(pool),
  })
  app.use(() => {
    throw new ProblemError('not_found')
  })
  app.use(errorHandler(log))
  return app
}

function allRoutes(dependencies: AppDependencies, metrics: ReturnType<typeof createMetrics>): Route[] {
  const ready = async () => {
    if (dependencies.isServing?.() === false) return false
    return await dependencies.pool.query('select 1').then(
      () => true,
      () => false,
    )
  }
  return [
    ...myCreditsRoutes(dependencies),
    ...topUpRoutes(dependencies),
    ...streamRoutes(dependencies),
    ...sessionRoutes(dependencies),
    ...customerRoutes(dependencies),
    ...orderRoutes(dependencies),
    ...ledgerRoutes(dependencies),
    ...poolRoutes(dependencies),
    ...recurringGrantRoutes(dependencies),
    ...holdRoutes(dependencies),
    ...correctionRoutes(dependencies),
    ...catalogueRoutes(dependencies),
    ...rateRoutes(dependencies),
    ...financeRoutes(dependencies),
    ...systemRoutes(dependencies, ready, metrics.text),
  ]
}

import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import type pg from 'pg'
import { createPool } from '../../src/database/pool.ts'
import { createLedger, type Ledger } from '../../src/ledger/index.ts'
import {
  connectStripe,
  createStripeRoom,
  type StripeConnection,
  type StripeRoom,
} from '../../src/stripe/index.ts'
import { WebhookRefusedError } from '../../src/stripe/index.ts'
import { createTopUps, type TopUpsOptions, type TopUpsRoom } from '../../src/top-ups/index.ts'

export const WEBHOOK_PATH = '/webhooks/stripe'
export const WEBHOOK_SECRET = 'whsec_payment_tests'

export interface PaymentServerOptions {
  readonly databaseUrl: string
  readonly stripeUrl: string
  /** What is configured beyond the usual. */
  readonly topUps?: Partial<TopUpsOptions>
  readonly worker?: {
    readonly concurrency?: number
    readonly maximumAttempts?: number
    readonly firstDelay?: number
    readonly pollInterval?: number
  }
  readonly webhookSecrets?: readonly string[]
  /** Whether worker and reconciler run; true unless given. */
  readonly running?: boolean
}

/** One server's payment rooms with the two routes that Stripe and a returning customer call. */
export interface PaymentServer {
  readonly url: string
  readonly pool: pg.Pool
  readonly ledger: Ledger
  readonly connection: StripeConnection
  readonly topUps: TopUpsRoom
  readonly stripe: StripeRoom
  close(): Promise<void>
}

const quiet = { info() {}, warn() {}, error() {} }

export async function startPaymentServer(options: PaymentServerOptions): Promise<PaymentServer> {
  const app = express()
  const http = createServer(app)
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  const pool = createPool(options.databaseUrl, { max: 8 })
  const ledger = await createLedger({ pool, connectionString: options.databaseUrl, lanes: 1 })
  const connection = connectStripe({
    secretKey: 'sk_test_payments',
    apiBase: options.stripeUrl,
    timeout: 5000,
  })
  const topUps = createTopUps({
    pool,
    ledger,
    gateway: connection.gateway,
    publicUrl: url,
    ...options.topUps,
  })
  const stripe = createStripeRoom({
    pool,
    connection,
    settlement: topUps.settlement,
    webhookSecrets: options.webhookSecrets ?? [WEBHOOK_SECRET],
    log: quiet,
    ...(options.worker && { worker: options.worker }),
  })
  addRoutes(app, topUps, stripe)
  if (options.running ?? true) stripe.worker.start()
  return {
    url,
    pool,
    ledger,
    connection,
    topUps,
    stripe,
    async close() {
      await stop(http)
      await stripe.stop()
      await ledger.close()
      await pool.end()
    },
  }
}

function addRoutes(app: express.Express, topUps: TopUpsRoom, stripe: StripeRoom): void {
  app.post(WEBHOOK_PATH, express.raw({ type: '*/*', limit: '1mb' }), async (request, response) => {
    try {
      const signature = request.header('stripe-signature')
      await stripe.receiver.receive(request.body as Buffer, signature)
      response.status(200).end()
    } catch (error) {
      response.status(error instanceof WebhookRefusedError ? 400 : 500).end()
    }
  })
  app.get('/v1/checkout/return', async (request, response) => {
    const { session_id: sessionId, payment_intent: paymentId } = request.query
    const reference = sessionId ?? paymentId
    const { location } = await topUps.finishReturn(typeof reference === 'string' ? reference : '')
    response.redirect(303, location)
  })
}

async function stop(http: Server): Promise<void> {
  http.closeAllConnections()
  http.close()
  await once(http, 'close')
}

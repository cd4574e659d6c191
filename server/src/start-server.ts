import type { Express } from 'express'
import type pg from 'pg'
import type { Logger } from 'pino'
import { inAddress, type Configuration } from './configuration.ts'
import { migrate } from './database/migrate.ts'
import { createPool } from './database/pool.ts'
import { startEvents, tellExpiring, type Events } from './events/index.ts'
import { createApp } from './http/app.ts'
import { IdempotentRequests } from './http/idempotency.ts'
import type { Limits } from './http/limits.ts'
import { ProblemError } from './http/problems.ts'
import { createHttpServer, listen, stopServing } from './http/server.ts'
import { createLedger, type Ledger } from './ledger/index.ts'
import { openDatabase } from './open-database.ts'
import { paymentFigures, tellFigures } from './payment-figures.ts'
import { SettingError } from './setting-error.ts'
import { createAccess, type Access } from './sessions/index.ts'
import { connectStripe, createStripeRoom, WebhookRefusedError, type StripeRoom } from './stripe/index.ts'
import { createTopUps, type TopUpsRoom } from './top-ups/index.ts'
import { startUpkeep, type Task } from './upkeep.ts'

export interface RunningServer {
  /** Where it listens. */
  readonly url: string
  readonly access: Access
  readonly ledger: Ledger
  /** Settles when the embedded Postgres ends by itself; never with another Postgres. */
  readonly databaseEnded: Promise<void>
  /** Finishes what is under way, then ends everything that was started. */
  stop(): Promise<void>
}

export interface ServerOptions {
  readonly limits?: Partial<Limits>
}

/** Connections for requests. The lanes, the listener and the workers have their own. */
const poolSize = 20

/** Connections that are held while Stripe answers. */
const patientPoolSize = 10

/** Requests under way get this long when the server stops. */
const patienceMilliseconds = 10_000

const second = 1000
const minute = 60 * second
const activityKeptDays = 30

/** Puts the rooms together and opens the door. What was started is ended again if something cannot be. */
export async function startServer(
  configuration: Configuration,
  log: Logger,
  options: ServerOptions = {},
): Promise<RunningServer> {
  const ends: (() => Promise<unknown>)[] = []
  const stop = async () => {
    for (const end of ends.splice(0).toReversed()) {
      // Each thing stands on those that were started before it.
      // oxlint-disable-next-line no-await-in-loop
      await end().catch((error: unknown) => log.error({ err: error }, 'Something did not end cleanly'))
    }
  }
  try {
    return await open(configuration, log, options, ends, stop)
  } catch (error) {
    await stop()
    throw error
  }
}

async function open(
  configuration: Configuration,
  log: Logger,
  options: ServerOptions,
  ends: (() => Promise<unknown>)[],
  stop: () => Promise<void>,
): Promise<RunningServer> {
  const onError = (error: unknown) => log.error({ err: error }, 'Something failed in the background')
  const database = await openDatabase(configuration)
  ends.push(() => database.close())
  const pool = createPool(database.url, { max: poolSize })
  ends.push(() => pool.end())
  const applied = await migrate(pool)
  if (applied.length > 0) log.info({ migrations: applied }, 'The database is up to date')

  const ledger = await createLedger({ pool, connectionString: database.url })
  ends.push(() => ledger.close())
  const { publicUrl, allowedOrigins } = configuration
  const access = await createAccess({ pool, issuer: publicUrl, allowedOrigins })
  const patientPool = createPool(database.url, {
    max: patientPoolSize,
    applicationName: 'creditkit payments',
  })
  ends.push(() => patientPool.end())
  const { topUps, stripe } = joinStripe(configuration, log, { pool, patientPool }, ledger, access)
  stripe.start()
  ends.push(() => stripe.stop())
  const events = await startEvents({
    pool,
    connectionString: database.url,
    isRevoked: (session) => access.isRevoked(session),
    onAccessChanged: (what) => access.refresh(what),
    onPaymentEvents: () => stripe.wake(),
    onError,
  })
  ends.push(() => events.close())
  ends.push(
    startUpkeep(
      [
        ...tasks(pool, ledger, access, events),
        {
          name: 'tell how payments stand',
          everyMilliseconds: 5 * minute,
          run: () => tellFigures(log, topUps, stripe),
        },
      ],
      (task, error) => log.error({ err: error, task }, 'Upkeep failed'),
    ),
  )

  let serving = true
  const app = createApp({
    pool,
    log,
    publicUrl,
    ledger,
    topUps,
    access,
    events,
    paymentEvents: stripe.deadLetters,
    figures: () => paymentFigures(topUps, stripe),
    receiveWebhook: (body, signature) => receive(stripe, body, signature),
    isServing: () => serving,
    limits: options.limits ?? {},
    trustedProxies: configuration.trustedProxies,
  })
  const url = await serve(app, configuration, log, ends, events, () => {
    serving = false
  })
  return { url, access, ledger, databaseEnded: database.ended, stop }
}

function joinStripe(
  configuration: Configuration,
  log: Logger,
  pools: { readonly pool: pg.Pool; readonly patientPool: pg.Pool },
  ledger: Ledger,
  access: Access,
) {
  const { secretKey, apiBase, webhookSecrets } = configuration.stripe
  const connection = connectStripe({ secretKey, apiBase })
  const topUps: TopUpsRoom = createTopUps({
    ...pools,
    ledger,
    gateway: connection.gateway,
    publicUrl: configuration.publicUrl,
    ...configuration.purchases,
    describeCustomer: async (id) => {
      const customer = await access.customers.get(id)
      return { name: customer?.name ?? null, email: customer?.email ?? null }
    },
    log,
  })
  const { settlement } = topUps
  const stripe = createStripeRoom({ ...pools, connection, settlement, webhookSecrets, log })
  return { topUps, stripe }
}

async function receive(stripe: StripeRoom, body: Buffer, signature: string | undefined): Promise<void> {
  try {
    await stripe.receiver.receive(body, signature)
  } catch (error) {
    if (!(error instanceof WebhookRefusedError)) throw error
    throw new ProblemError('invalid_signature', undefined, { cause: error })
  }
}

function tasks(pool: pg.Pool, ledger: Ledger, access: Access, events: Events): Task[] {
  const requests = new IdempotentRequests(pool)
  return [
    { name: 'bring idle pools up to date', everyMilliseconds: second, run: () => ledger.sweep() },
    { name: 'tell of credits that expire soon', everyMilliseconds: minute, run: () => tellExpiring(pool) },
    // Postgres pushes revocations; this is for when a push was lost.
    { name: 'read revocations', everyMilliseconds: 2 * second, run: () => access.refresh('sessions') },
    { name: 'prune revocations', everyMilliseconds: 10 * minute, run: () => access.revocations.prune() },
    { name: 'prune idempotency keys', everyMilliseconds: 10 * minute, run: () => ledger.pruneKeys() },
    { name: 'prune kept answers', everyMilliseconds: 10 * minute, run: () => requests.prune() },
    {
      name: 'prune the activity log',
      everyMilliseconds: minute,
      run: () => events.outbox.prune(activityKeptDays),
    },
  ]
}

async function serve(
  app: Express,
  { host, port }: Configuration,
  log: Logger,
  ends: (() => Promise<unknown>)[],
  events: Events,
  onStop: () => void,
): Promise<string> {
  const server = createHttpServer(app, log)
  const actualPort = await listen(server, port, host).catch((error: unknown) => {
    throw new SettingError(
      `CREDITKIT_HOST and CREDITKIT_PORT are ${host} and ${port}: use an address of this machine and a free port.`,
      error,
    )
  })
  ends.push(async () => {
    onStop()
    // Streams never end by themselves.
    events.hub.endAll()
    await stopServing(server, patienceMilliseconds)
  })
  return `http://${inAddress(host)}:${actualPort}`
}

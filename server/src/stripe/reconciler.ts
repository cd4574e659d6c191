import { setTimeout as wait } from 'node:timers/promises'
import type pg from 'pg'
import type { Stripe } from 'stripe'
import { withTransaction } from '../database/transaction.ts'
import type { Finding, Settlement } from '../top-ups/index.ts'
import { callStripe } from './errors.ts'
import { HANDLED_EVENTS } from './event-types.ts'
import { pruneInbox, storeEvent } from './inbox.ts'
import type { WorkerLog } from './worker.ts'

export interface ReconcilerOptions {
  readonly pool: pg.Pool
  readonly stripe: Stripe
  readonly livemode: boolean
  readonly settlement: Settlement
  readonly log: WorkerLog
  /** Told where events were found: wakes the worker. */
  readonly onEvents?: () => void
  /** Milliseconds between two runs; 60 s unless given. */
  readonly interval?: number
}

/** Finds what no webhook told. */
export interface Reconciler {
  start(): void
  stop(): Promise<void>
  /** Everything once, as the timer does. */
  run(): Promise<void>
  /** Reads Stripe's list of events into the inbox. @returns how many were new */
  listEvents(): Promise<number>
  /** Looks at our own orders that are not final. @returns how many */
  sweep(): Promise<number>
  /** Compares a period of payments with the orders; the last days unless given. */
  compare(from?: Date, to?: Date): Promise<Finding[]>
}

// Stripe may list an event some seconds after its date, and clocks differ.
const OVERLAP = 15 * 60_000
/** Where no cursor is there yet. Stripe itself gives up a webhook after three days. */
const FIRST_REACH = 3 * 24 * 60 * 60_000
/** Orders looked at in one run. */
const SWEEP = 100
const DAY = 24 * 60 * 60_000
/** A bank debit can take this long to succeed, and the list goes by when a payment began. */
const COMPARED = 14 * DAY

const ENSURE_CURSOR = `
  insert into creditkit.reconciler_cursors (name, livemode, reached_at)
  values ($1::text, $2::boolean, $3::timestamptz) on conflict (name, livemode) do nothing`

// Whoever does not get the row leaves the work to the one that has it.
const LOCK_CURSOR = `
  select reached_at as "reachedAt" from creditkit.reconciler_cursors
  where name = $1::text and livemode = $2::boolean for update skip locked`

const MOVE_CURSOR = `
  update creditkit.reconciler_cursors set reached_at = $3::timestamptz, updated_at = creditkit.now_ms()
  where name = $1::text and livemode = $2::boolean`

export function createReconciler(options: ReconcilerOptions): Reconciler {
  const { pool, stripe, livemode, settlement, log, onEvents, interval = 60_000 } = options
  let stopping = new AbortController()
  let loop: Promise<void> | null = null

  /** Runs `work` from where the cursor stands, on one server at a time, and moves the cursor when it succeeded. */
  async function fromCursor(
    name: string,
    first: Date,
    work: (reached: Date, client: pg.PoolClient) => Promise<Date>,
  ): Promise<void> {
    await pool.query(ENSURE_CURSOR, [name, livemode, first])
    await withTransaction(pool, async (client) => {
      const { rows } = await client.query<{ reachedAt: Date }>(LOCK_CURSOR, [name, livemode])
      const [cursor] = rows
      if (cursor) await client.query(MOVE_CURSOR, [name, livemode, await work(cursor.reachedAt, client)])
    })
  }

  async function listEvents(): Promise<number> {
    let stored = 0
    await fromCursor('events', new Date(Date.now() - FIRST_REACH), async (reached, client) => {
      const began = new Date()
      const events = await eventsSince(stripe, new Date(reached.getTime() - OVERLAP))
      for (const event of events) {
        const payload = Buffer.from(JSON.stringify(event))
        // oxlint-disable-next-line no-await-in-loop -- one connection
        if (await storeEvent(client, event, payload, 'listed', livemode)) stored += 1
      }
      const newest = events.at(-1)
      // By Stripe's clock: ours may be ahead, and what happened meanwhile would never be listed.
      return newest ? new Date(newest.created * 1000) : new Date(Math.min(reached.getTime(), began.getTime()))
    })
    if (stored > 0) {
      log.info({ events: stored }, 'Events were found that no webhook had told.')
      onEvents?.()
    }
    return stored
  }

  const sweep = () => settlement.sweep(SWEEP)

  const compare = (from = new Date(Date.now() - COMPARED), to = new Date()) => settlement.compare(from, to)

  async function run(): Promise<void> {
    await listEvents()
    await sweep()
    await fromCursor('comparison', new Date(), async (reached) => {
      if (Date.now() - reached.getTime() < DAY) return reached
      await compare()
      await pruneInbox(pool)
      return new Date()
    })
  }

  async function repeat(stop: AbortSignal): Promise<void> {
    while (!stop.aborted) {
      // oxlint-disable-next-line no-await-in-loop -- one run after another
      await run().catch((error: unknown) => {
        log.warn({ error }, 'The reconciler could not finish; it comes again.')
      })
      // oxlint-disable-next-line no-await-in-loop
      await wait(interval, undefined, { signal: stop }).catch(() => {})
    }
  }

  return {
    listEvents,
    sweep,
    compare,
    run,
    start() {
      if (loop) return
      stopping = new AbortController()
      loop = repeat(stopping.signal)
    },
    async stop() {
      stopping.abort()
      await loop
      loop = null
    },
  }
}

/** Oldest first. */
async function eventsSince(stripe: Stripe, since: Date): Promise<Stripe.Event[]> {
  const events: Stripe.Event[] = []
  await callStripe(async () => {
    const created = { gte: Math.floor(since.getTime() / 1000) }
    for await (const event of stripe.events.list({ types: [...HANDLED_EVENTS], created, limit: 100 })) {
      events.push(event)
    }
  })
  return events.toReversed()
}

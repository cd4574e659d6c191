import { setTimeout as wait } from 'node:timers/promises'
import type pg from 'pg'
import type { Stripe } from 'stripe'
import { withTransaction } from '../database/transaction.ts'
import { notifyOutbox, type Settlement } from '../top-ups/index.ts'
import { handleEvent } from './handle-event.ts'

export interface WorkerOptions {
  readonly pool: pg.Pool
  readonly settlement: Settlement
  readonly log: WorkerLog
  /** Events handled at once, each on a connection of its own; 2 unless given. */
  readonly concurrency?: number
  /** Failures after which an event is a dead letter; 16 unless given, which is about half a day. */
  readonly maximumAttempts?: number
  /** Milliseconds to the second try, doubled each time up to an hour; 1000 unless given. */
  readonly firstDelay?: number
  /** Milliseconds after which it looks by itself: for retries, and where a call to wake was lost. */
  readonly pollInterval?: number
}

export interface WorkerLog {
  info(details: object, message: string): void
  warn(details: object, message: string): void
  error(details: object, message: string): void
}

export interface Worker {
  start(): void
  /** There is something to do: do not wait for the next look. @returns whether it was free to begin at once */
  wake(): boolean
  /** Finishes what it has begun. */
  stop(): Promise<void>
  /** Handles what is due until nothing is left. @returns how many events it handled or failed at */
  drain(): Promise<number>
}

// "skip locked" lets any number of workers on any number of servers work without waiting for one another; a
// worker that dies lets go of its row with its connection.
const CLAIM = `
  select event_id as "eventId", type, payload, attempts from creditkit.webhook_inbox
  where status = 'pending' and next_attempt_at <= creditkit.now_ms()
  order by next_attempt_at limit 1
  for update skip locked`

const MARK = `
  update creditkit.webhook_inbox
  set status = $2::text, note = $3::text, attempts = attempts + 1, handled_at = creditkit.now_ms()
  where event_id = $1::text`

const FAIL = `
  update creditkit.webhook_inbox
  set attempts = attempts + 1, note = $2::text,
    status = case when attempts + 1 >= $3::integer then 'dead' else 'pending' end,
    next_attempt_at = creditkit.now_ms()
      + least($4::integer * interval '1 millisecond' * 2 ^ least(attempts, 20), interval '1 hour')
  where event_id = $1::text and status = 'pending'
  returning status`

interface Claimed {
  readonly eventId: string
  readonly type: string
  readonly payload: Buffer
  readonly attempts: number
}

/** Works off the inbox: claim, apply and mark in one transaction, so that no event is ever half handled. */
export function createWorker(options: WorkerOptions): Worker {
  const { pool, settlement, log } = options
  const { concurrency = 2, maximumAttempts = 16, firstDelay = 1000, pollInterval = 1000 } = options
  let stopping = new AbortController()
  let awake = new AbortController()
  let loops: Promise<void>[] = []
  let resting = 0

  async function handleNext(): Promise<boolean> {
    let claimed: Claimed | undefined
    try {
      return await withTransaction(pool, async (client) => {
        claimed = (await client.query<Claimed>(CLAIM)).rows[0]
        if (!claimed) return false
        const event = JSON.parse(claimed.payload.toString('utf8')) as Stripe.Event
        const reason = await handleEvent(settlement, client, event)
        await client.query(MARK, [claimed.eventId, reason === null ? 'handled' : 'set_aside', reason])
        if (reason !== null)
          log.warn({ event: claimed.eventId, type: claimed.type, reason }, 'An event was set aside.')
        return true
      })
    } catch (error) {
      if (!claimed) throw error
      await fail(claimed, error)
      return true
    } finally {
      if (claimed) await notifyOutbox(pool)
    }
  }

  async function fail(claimed: Claimed, error: unknown): Promise<void> {
    const note = error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 1000) : String(error)
    const values = [claimed.eventId, note, maximumAttempts, firstDelay]
    const { rows } = await pool.query<{ status: string }>(FAIL, values)
    const details = { event: claimed.eventId, type: claimed.type, attempts: claimed.attempts + 1, error }
    if (rows[0]?.status === 'dead') log.error(details, 'An event is a dead letter now: it failed too often.')
    else log.warn(details, 'An event could not be handled; it is tried again later.')
  }

  async function work(stop: AbortSignal): Promise<void> {
    while (!stop.aborted) {
      const woken = awake.signal
      // oxlint-disable-next-line no-await-in-loop -- one event after another is what a worker does
      const busy = await handleNext().catch((error: unknown) => {
        log.warn({ error }, 'The inbox cannot be reached; it is tried again.')
        return false
      })
      if (busy) continue
      resting += 1
      // oxlint-disable-next-line no-await-in-loop
      await rest(pollInterval, [stop, woken])
      resting -= 1
    }
  }

  return {
    start() {
      if (loops.length > 0) return
      stopping = new AbortController()
      loops = Array.from({ length: concurrency }, () => work(stopping.signal))
    },
    wake() {
      const before = awake
      awake = new AbortController()
      before.abort()
      return resting > 0
    },
    async stop() {
      stopping.abort()
      await Promise.all(loops)
      loops = []
    },
    async drain() {
      let handled = 0
      // oxlint-disable-next-line no-await-in-loop
      while (await handleNext()) handled += 1
      return handled
    },
  }
}

async function rest(milliseconds: number, signals: AbortSignal[]): Promise<void> {
  await wait(milliseconds, undefined, { signal: AbortSignal.any(signals) }).catch(() => {})
}

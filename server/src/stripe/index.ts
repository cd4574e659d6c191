import type pg from 'pg'
import type { Stripe } from 'stripe'
import type { PaymentGateway, Settlement } from '../top-ups/index.ts'
import { createStripeClient, isLive, type StripeClientOptions } from './client.ts'
import { type DeadLetter, listDeadLetters, replayAllDead, replayDeadLetter } from './dead-letters.ts'
import { type InboxFigures, readInboxFigures } from './figures.ts'
import { createGateway } from './gateway.ts'
import { createInboxSignal } from './inbox-signal.ts'
import { createReceiver, type Receiver } from './receiver.ts'
import { createReconciler, type Reconciler } from './reconciler.ts'
import { createWorker, type Worker, type WorkerLog } from './worker.ts'

export type { InboxFigures } from './figures.ts'
export type { DeadLetter } from './dead-letters.ts'
export { type Receiver, WebhookRefusedError } from './receiver.ts'
export type { Reconciler } from './reconciler.ts'
export type { Worker, WorkerLog } from './worker.ts'

/** The line to Stripe: made first, because the top-ups are built on its gateway. */
export interface StripeConnection {
  readonly client: Stripe
  readonly gateway: PaymentGateway
  readonly livemode: boolean
}

export function connectStripe(options: StripeClientOptions): StripeConnection {
  const client = createStripeClient(options)
  const livemode = isLive(options.secretKey)
  return { client, livemode, gateway: createGateway(client, livemode) }
}

export interface StripeRoomOptions {
  readonly pool: pg.Pool
  /** Connections for transactions in which Stripe is asked; those of `pool` unless given. */
  readonly patientPool?: pg.Pool
  readonly connection: StripeConnection
  readonly settlement: Settlement
  /** Signing secrets of the webhook endpoint. */
  readonly webhookSecrets: readonly string[]
  readonly log: WorkerLog
  readonly worker?: {
    readonly concurrency?: number
    readonly maximumAttempts?: number
    readonly firstDelay?: number
    readonly pollInterval?: number
  }
  /** Milliseconds between two runs of the reconciler. */
  readonly reconcileEvery?: number
}

/** All that listens to Stripe. */
export interface StripeRoom {
  readonly receiver: Receiver
  readonly worker: Worker
  readonly reconciler: Reconciler
  readonly deadLetters: {
    list(status?: DeadLetter['status'] | null, limit?: number): Promise<DeadLetter[]>
    /** @returns whether there was such a dead letter */
    replay(eventId: string): Promise<boolean>
    /** @returns how many */
    replayAll(): Promise<number>
  }
  /** How the inbox stands, for operators. */
  figures(): Promise<InboxFigures>
  /** Starts worker and reconciler. */
  start(): void
  /** To be called when another server tells of an event in the inbox. */
  wake(): void
  /** Finishes what they have begun. */
  stop(): Promise<void>
}

export function createStripeRoom(options: StripeRoomOptions): StripeRoom {
  const { pool, patientPool = pool, connection, settlement, log } = options
  const { client: stripe, livemode } = connection
  const worker = createWorker({ pool: patientPool, settlement, log, ...options.worker })
  const tellOthers = createInboxSignal(pool)
  const wake = () => {
    // The one that received an event handles it at once; only where it is busy the others are asked to help.
    if (!worker.wake()) void tellOthers()
  }
  const reconciler = createReconciler({
    pool: patientPool,
    stripe,
    livemode,
    settlement,
    log,
    onEvents: wake,
    ...(options.reconcileEvery !== undefined && { interval: options.reconcileEvery }),
  })
  return {
    receiver: createReceiver({ pool, stripe, secrets: options.webhookSecrets, livemode, onEvent: wake }),
    worker,
    reconciler,
    deadLetters: {
      list: (status = null, limit = 100) => listDeadLetters(pool, status, limit),
      async replay(eventId) {
        const found = await replayDeadLetter(pool, eventId, livemode)
        wake()
        return found
      },
      async replayAll() {
        const count = await replayAllDead(pool, livemode)
        wake()
        return count
      },
    },
    figures: () => readInboxFigures(pool),
    start() {
      worker.start()
      reconciler.start()
    },
    wake: () => void worker.wake(),
    async stop() {
      await Promise.all([worker.stop(), reconciler.stop()])
    },
  }
}

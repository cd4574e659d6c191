import type pg from 'pg'
import type { SessionClaims } from '../sessions/index.ts'
import { Hub } from './hub.ts'
import { Notifications } from './notifications.ts'
import { Outbox } from './outbox.ts'

export { tellExpiring } from './expiring.ts'
export { StreamsClosedError, TooManyStreamsError, type Hub } from './hub.ts'
export { Outbox, type OutboxRow } from './outbox.ts'
export { decodePosition, encodePosition } from './position.ts'
export { eventsOf, type StreamEvent } from './stream-event.ts'

export interface EventsOptions {
  readonly pool: pg.Pool
  readonly connectionString: string
  readonly isRevoked: (session: SessionClaims) => boolean
  /**
   * Called when a session, a key or a signing key was changed, perhaps by another server.
   * @param what as the one who changed it named it; empty where that is not known
   */
  readonly onAccessChanged: (what: string) => Promise<void>
  /** Called when another server asks for help with the events of Stripe's that it has received. */
  readonly onPaymentEvents: () => void
  readonly onError: (error: unknown) => void
}

/** Everything that reads what happened. */
export interface Events {
  readonly hub: Hub
  readonly outbox: Outbox
  close(): Promise<void>
}

/** Listens to Postgres and begins to follow the outbox. */
export async function startEvents(options: EventsOptions): Promise<Events> {
  const outbox = new Outbox(options.pool)
  const hub = new Hub({ outbox, isRevoked: options.isRevoked, onError: options.onError })
  const accessChanged = (what: string) => {
    options
      .onAccessChanged(what)
      .then(() => hub.endRevoked())
      .catch(options.onError)
  }
  const notifications = new Notifications(options.connectionString, options.onError)
  notifications.on('creditkit_outbox', () => hub.wake())
  notifications.on('creditkit_revoked', accessChanged)
  notifications.on('creditkit_inbox', () => options.onPaymentEvents())
  await hub.start()
  await notifications.start()
  return {
    hub,
    outbox,
    async close() {
      await notifications.close()
      await hub.close()
    },
  }
}

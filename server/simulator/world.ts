import { newId } from './state/ids.ts'
import type { State, StoredEvent, StripeObject } from './state/state.ts'

/** The version of Stripe's API whose shapes the simulator gives. */
export const API_VERSION = '2026-10-28.endive'

/** What can be set when the simulator starts. */
export interface Settings {
  /** Where browsers and the Stripe client reach it, without a slash at the end. */
  baseUrl: string
  /** Milliseconds until a bank debit or a pending refund settles by itself; null: when told to. */
  settleAfter: number | null
  /** Milliseconds before each further attempt to deliver an event. */
  retryDelays: readonly number[]
  /** The rate of the simple automatic tax, in percent, on top of prices unless they include tax. */
  taxPercent: number
  /** Milliseconds after which an endpoint that has not answered counts as failed. */
  deliveryTimeout: number
}

/** Who asked for a change: the API call, or nobody where it came by itself. */
export interface Cause {
  requestId: string
  idempotencyKey: string | null
}

/** The simulator's account at Stripe with its clock and its events. Handlers change it synchronously. */
export class World {
  readonly state: State
  readonly settings: Settings
  cause: Cause | null = null
  readonly #clock: () => Date
  #offset = 0
  readonly #later: (() => void)[] = []
  readonly #emitted: StoredEvent[] = []

  constructor(state: State, settings: Settings, clock: () => Date) {
    this.state = state
    this.settings = settings
    this.#clock = clock
  }

  /** Unix seconds, as in every `created`. */
  now(): number {
    return Math.floor(this.milliseconds() / 1000)
  }

  milliseconds(): number {
    return this.#clock().getTime() + this.#offset
  }

  /** Moves the clock on. */
  advance(milliseconds: number): void {
    this.#offset += milliseconds
  }

  /** Keeps an event with a copy of the object as it is now; it goes out once the call is answered. */
  emit(type: string, object: StripeObject, previous?: Record<string, unknown>): StoredEvent {
    const endpoints = this.state.webhookEndpoints
      .all()
      .filter((endpoint) => wants(endpoint.enabled_events, type))
    const event: StoredEvent = {
      id: newId.event(),
      object: 'event',
      api_version: API_VERSION,
      created: this.now(),
      data: { object: structuredClone(object), ...(previous ? { previous_attributes: previous } : {}) },
      livemode: false,
      pending_webhooks: endpoints.length,
      request: {
        id: this.cause?.requestId ?? null,
        idempotency_key: this.cause?.idempotencyKey ?? null,
      },
      type,
    }
    this.#emitted.push(this.state.events.insert(event))
    return event
  }

  /** Does something right after the change that is being made, before its events go out. */
  later(deed: () => void): void {
    this.#later.push(deed)
  }

  /** The events since it was last asked, each given once. */
  takeEmitted(): StoredEvent[] {
    for (const deed of this.#later.splice(0)) deed()
    return this.#emitted.splice(0)
  }
}

/** Whether an endpoint with these `enabled_events` is told of events of this type. */
export const wants = (enabled: readonly string[], type: string): boolean =>
  enabled.includes('*') || enabled.includes(type)

import { randomText } from '../state/ids.ts'
import type { Delivery, DeliveryAttempt, StoredEvent } from '../state/state.ts'
import { wants } from '../world.ts'
import type { World } from '../world.ts'
import type { DeliveryAction, Faults } from '../control/faults.ts'
import type Stripe from 'stripe'
import { signed } from './request.ts'

/** Brings events to the endpoints that want them: signed, at least once, retried after each of `retryDelays`. */
export class Deliveries {
  readonly #world: World
  readonly #faults: Faults
  readonly #waiting = new Map<string, Delivery>()
  readonly #underWay = new Set<Promise<void>>()
  readonly #stopped = new AbortController()
  /** Called with each event before it is sent for the first time. */
  onEvent: (event: StoredEvent) => void = () => undefined
  /** Called when a retry has been planned. */
  onPlanned: () => void = () => undefined

  constructor(world: World, faults: Faults) {
    this.#world = world
    this.#faults = faults
    for (const delivery of world.state.deliveries.all()) {
      if (delivery.state === 'waiting') this.#waiting.set(delivery.id, delivery)
    }
  }

  /** Settles when each event has been tried once at each endpoint. */
  async send(events: readonly StoredEvent[]): Promise<void> {
    for (const event of events) this.onEvent(event)
    const planned = events.map((event) => ({ event, actions: this.#faults.onDelivery(event.type) }))
    if (planned.some(({ actions }) => actions.some((action) => action.type === 'reverse'))) {
      for (const { event, actions } of planned.toReversed()) await this.#sendOne(event, actions)
      return
    }
    await Promise.all(planned.map(({ event, actions }) => this.#sendOne(event, actions)))
  }

  /** Delivers an event once more to every endpoint that wants it, whatever became of it before. */
  async again(event: StoredEvent): Promise<void> {
    await this.#sendOne(event, this.#faults.onDelivery(event.type))
  }

  /** Makes the attempts that are due. */
  async runDue(): Promise<void> {
    const due = [...this.#waiting.values()].filter(
      (delivery) => delivery.dueAt !== null && delivery.dueAt <= this.#world.milliseconds(),
    )
    await Promise.all(due.map((delivery) => this.#attempt(delivery, [])))
  }

  /** When the next attempt is due, in unix milliseconds; null where none is. */
  nextDue(): number | null {
    const times = [...this.#waiting.values()].flatMap((delivery) => delivery.dueAt ?? [])
    return times.length === 0 ? null : Math.min(...times)
  }

  /** Settles when no attempt is under way. Those that are due later do not count. */
  async idle(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay)
  }

  async stop(): Promise<void> {
    this.#stopped.abort()
    await this.idle()
  }

  async #sendOne(event: StoredEvent, actions: readonly DeliveryAction[]): Promise<void> {
    const endpoints = this.#world.state.webhookEndpoints
      .all()
      .filter((endpoint) => endpoint.status === 'enabled' && wants(endpoint.enabled_events, event.type))
    await Promise.all(
      endpoints.flatMap((endpoint) => {
        const copies =
          1 +
          actions.reduce((sum, action) => sum + (action.type === 'duplicate' ? (action.copies ?? 1) : 0), 0)
        return Array.from({ length: copies }, () => this.#start(event, endpoint, actions))
      }),
    )
  }

  async #start(
    event: StoredEvent,
    endpoint: Stripe.WebhookEndpoint,
    actions: readonly DeliveryAction[],
  ): Promise<void> {
    const delay = actions.find((action) => action.type === 'delay')
    const isDropped = actions.some((action) => action.type === 'drop')
    const delivery: Delivery = {
      id: `delivery_${randomText(14)}`,
      event: event.id,
      type: event.type,
      endpoint: endpoint.id,
      state: isDropped ? 'dropped' : 'waiting',
      attempts: [],
      dueAt: delay ? this.#world.milliseconds() + delay.milliseconds : null,
    }
    this.#world.state.deliveries.insert(delivery)
    if (isDropped) return
    this.#waiting.set(delivery.id, delivery)
    if (delay) this.onPlanned()
    else await this.#attempt(delivery, actions)
  }

  async #attempt(delivery: Delivery, actions: readonly DeliveryAction[]): Promise<void> {
    if (this.#stopped.signal.aborted) return
    delivery.dueAt = null
    const event = this.#world.state.events.get(delivery.event)
    const endpoint = this.#world.state.webhookEndpoints.get(delivery.endpoint)
    if (!event || !endpoint) {
      delivery.state = 'failed'
      this.#waiting.delete(delivery.id)
      return
    }
    const work = this.#post(event, endpoint, actions).then((attempt) =>
      this.#record(delivery, event, attempt),
    )
    this.#underWay.add(work)
    await work.finally(() => this.#underWay.delete(work))
  }

  async #post(
    event: StoredEvent,
    endpoint: Stripe.WebhookEndpoint,
    actions: readonly DeliveryAction[],
  ): Promise<DeliveryAttempt> {
    const at = this.#world.milliseconds()
    try {
      const { body, headers } = signed(event, endpoint, Math.floor(at / 1000), actions)
      const answer = await fetch(endpoint.url, {
        method: 'POST',
        headers,
        body,
        redirect: 'manual',
        signal: AbortSignal.any([
          this.#stopped.signal,
          AbortSignal.timeout(this.#world.settings.deliveryTimeout),
        ]),
      })
      return { at, status: answer.status, error: null, body: (await answer.text()).slice(0, 2000) }
    } catch (error) {
      const reason =
        error instanceof Error
          ? `${error.message}${error.cause instanceof Error ? `: ${error.cause.message}` : ''}`
          : String(error)
      return { at, status: null, error: reason, body: '' }
    }
  }

  #record(delivery: Delivery, event: StoredEvent, attempt: DeliveryAttempt): void {
    delivery.attempts.push(attempt)
    if (attempt.status !== null && attempt.status >= 200 && attempt.status < 300) {
      delivery.state = 'delivered'
      this.#waiting.delete(delivery.id)
      event.pending_webhooks = Math.max(0, event.pending_webhooks - 1)
      return
    }
    const wait = this.#world.settings.retryDelays[delivery.attempts.length - 1]
    if (wait === undefined) {
      delivery.state = 'failed'
      this.#waiting.delete(delivery.id)
      return
    }
    delivery.dueAt = this.#world.milliseconds() + wait
    this.onPlanned()
  }
}

import { expireSession } from './checkout/expire.ts'
import { settle } from './payments/settle.ts'
import type { Persistence } from './state/persistence.ts'
import type { Deliveries } from './webhooks/deliveries.ts'
import type { World } from './world.ts'

/** The longest that a timer can wait. */
const LONGEST = 2_147_483_647

/** Does what time brings: sessions expire, debits settle, deliveries are tried again. */
export class Scheduler {
  readonly #world: World
  readonly #deliveries: Deliveries
  readonly #persistence: Persistence
  #timer: NodeJS.Timeout | undefined
  #isStopped = false

  constructor(world: World, deliveries: Deliveries, persistence: Persistence) {
    this.#world = world
    this.#deliveries = deliveries
    this.#persistence = persistence
    deliveries.onPlanned = () => this.wake()
  }

  /** Looks again when the next thing is due. To be called whenever something has changed. */
  wake(): void {
    clearTimeout(this.#timer)
    const next = this.#nextDue()
    if (next === null || this.#isStopped) return
    const wait = Math.max(0, Math.min(next - this.#world.milliseconds(), LONGEST))
    this.#timer = setTimeout(() => void this.run(), wait)
    this.#timer.unref()
  }

  /** Does all that is due now. Settles when the events of it have been tried once. */
  async run(): Promise<void> {
    if (this.#isStopped) return
    const now = this.#world.milliseconds()
    for (const session of this.#world.state.sessions.all()) {
      if (session.status === 'open' && session.expires_at * 1000 <= now) expireSession(this.#world, session)
    }
    for (const settlement of this.#world.state.settlements.all()) {
      if (settlement.dueAt !== null && settlement.dueAt <= now) settle(this.#world, settlement)
    }
    await Promise.all([this.#deliveries.send(this.#world.takeEmitted()), this.#deliveries.runDue()])
    this.#persistence.save()
    this.wake()
  }

  stop(): void {
    this.#isStopped = true
    clearTimeout(this.#timer)
  }

  #nextDue(): number | null {
    const times = [
      ...this.#world.state.sessions
        .all()
        .flatMap((session) => (session.status === 'open' ? session.expires_at * 1000 : [])),
      ...this.#world.state.settlements.all().flatMap((settlement) => settlement.dueAt ?? []),
      ...[this.#deliveries.nextDue() ?? []].flat(),
    ]
    return times.length === 0 ? null : times.reduce((least, time) => Math.min(least, time))
  }
}

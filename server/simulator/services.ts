import type { Faults } from './control/faults.ts'
import type { Idempotency } from './http/idempotency.ts'
import type { Scheduler } from './scheduler.ts'
import type { StoredEvent } from './state/state.ts'
import type { Persistence } from './state/persistence.ts'
import type { Deliveries } from './webhooks/deliveries.ts'
import type { World } from './world.ts'

/** Is told of everything that the simulator gives away; the tests hold it against Stripe's types. */
export interface Observer {
  onAnswer: (answer: { method: string; path: string; status: number; body: string }) => void
  onEvent: (event: StoredEvent) => void
}

/** The parts of a running simulator. */
export interface Services {
  readonly world: World
  readonly faults: Faults
  readonly idempotency: Idempotency
  readonly deliveries: Deliveries
  readonly persistence: Persistence
  readonly scheduler: Scheduler
  readonly observer: Observer | null
}

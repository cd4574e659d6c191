import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createApp } from './app.ts'
import { createControl } from './control/control.ts'
import type { Control } from './control/control.ts'
import { Faults } from './control/faults.ts'
import { Idempotency } from './http/idempotency.ts'
import { Scheduler } from './scheduler.ts'
import { openPersistence } from './state/persistence.ts'
import type { Observer } from './services.ts'
import { Deliveries } from './webhooks/deliveries.ts'
import { World } from './world.ts'
import type { Settings } from './world.ts'

export type { CallAction, DeliveryAction } from './control/faults.ts'

/** How a simulator is started. */
export interface SimulatorOptions extends Partial<Omit<Settings, 'baseUrl'>> {
  /** 0, the default: any free port. */
  port?: number
  /** Where browsers reach it, if not at `http://127.0.0.1:<port>`. */
  baseUrl?: string
  /** A JSON file in which the state survives a restart. */
  statePath?: string
  /** The clock; the real one unless given. */
  now?: () => Date
  /** Is told of every answer and every event. */
  observer?: Observer
  /** An endpoint for every event, known from the start. */
  webhook?: { url: string; secret: string }
}

/** A simulator that is running. */
export interface Simulator {
  /** Without a slash at the end. */
  url: string
  port: number
  control: Control
  /** Stops listening, delivering and waiting, and saves the state. */
  close: () => Promise<void>
}

const DEFAULTS: Omit<Settings, 'baseUrl'> = {
  settleAfter: null,
  retryDelays: [1000, 5000, 30_000, 120_000, 600_000, 3_600_000],
  taxPercent: 20,
  deliveryTimeout: 10_000,
}

/** Starts a simulator of Stripe's API on the loopback interface. */
export const startSimulator = async (options: SimulatorOptions = {}): Promise<Simulator> => {
  const persistence = openPersistence(options.statePath)
  const server = createServer()
  // Longer than clients keep an idle connection, so that none is closed under a request.
  server.keepAliveTimeout = 75_000
  server.listen(options.port ?? 0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`
  const settings: Settings = {
    baseUrl: options.baseUrl ?? url,
    settleAfter: options.settleAfter === undefined ? DEFAULTS.settleAfter : options.settleAfter,
    retryDelays: options.retryDelays ?? DEFAULTS.retryDelays,
    taxPercent: options.taxPercent ?? DEFAULTS.taxPercent,
    deliveryTimeout: options.deliveryTimeout ?? DEFAULTS.deliveryTimeout,
  }
  const world = new World(persistence.state, settings, options.now ?? (() => new Date()))
  const faults = new Faults()
  const deliveries = new Deliveries(world, faults)
  const observer = options.observer ?? null
  if (observer) deliveries.onEvent = observer.onEvent
  const scheduler = new Scheduler(world, deliveries, persistence)
  const services = {
    world,
    faults,
    idempotency: new Idempotency(world),
    deliveries,
    persistence,
    scheduler,
    observer,
  }
  const control = createControl(services)
  if (options.webhook) control.registerEndpoint(options.webhook)
  server.on('request', createApp(services, control))
  scheduler.wake()
  return {
    url,
    port,
    control,
    close: async () => {
      scheduler.stop()
      await deliveries.stop()
      server.closeAllConnections()
      if (server.listening) {
        server.close()
        await once(server, 'close')
      }
      persistence.save()
    },
  }
}

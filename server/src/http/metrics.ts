import type { RequestHandler } from 'express'
import type pg from 'pg'
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'

/** Milliseconds matter for consumption, seconds for what waits for Stripe. */
const durationBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

export interface Metrics {
  readonly count: RequestHandler
  readonly text: () => Promise<string>
}

/** A figure that is counted when it is asked for. */
export interface Figure {
  readonly name: string
  readonly help: string
  readonly value: number
  readonly labels?: Readonly<Record<string, string>>
}

/** What Prometheus reads, for one server. */
export function createMetrics(sources: {
  readonly figures: () => Promise<readonly Figure[]>
  readonly pool: pg.Pool
  readonly openStreams: () => number
}): Metrics {
  const register = new Registry()
  collectDefaultMetrics({ register })
  const labelNames = ['operation', 'status']
  const requests = new Counter({
    name: 'creditkit_http_requests_total',
    help: 'Requests answered.',
    labelNames,
    registers: [register],
  })
  const durations = new Histogram({
    name: 'creditkit_http_request_seconds',
    help: 'Time from a request to the end of its answer.',
    labelNames: ['operation'],
    buckets: durationBuckets,
    registers: [register],
  })
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers: [register],
      collect() {
        this.set(read())
      },
    })
  gauge('creditkit_open_streams', 'Live streams that are open.', sources.openStreams)
  gauge('creditkit_database_connections', 'Connections of the pool.', () => sources.pool.totalCount)
  gauge('creditkit_database_waiting', 'Requests that wait for a connection.', () => sources.pool.waitingCount)
  return {
    async text() {
      const counted = new Map<string, Gauge>()
      for (const { name, help, value, labels = {} } of await sources.figures()) {
        const gauge =
          counted.get(name) ?? new Gauge({ name, help, labelNames: Object.keys(labels), registers: [] })
        counted.set(name, gauge)
        gauge.set(labels, value)
      }
      const texts = await Promise.all([...counted.values()].map((gauge) => gaugeText(gauge)))
      return [await register.metrics(), ...texts].join('\n')
    },
    count(_request, response, next) {
      const started = process.hrtime.bigint()
      response.on('close', () => {
        const operation = String(response.locals['operation'] ?? 'none')
        requests.inc({ operation, status: String(response.statusCode) })
        if (operation !== 'streamEvents')
          durations.observe({ operation }, Number(process.hrtime.bigint() - started) / 1e9)
      })
      next()
    },
  }
}

async function gaugeText(gauge: Gauge): Promise<string> {
  const register = new Registry()
  register.registerMetric(gauge)
  return await register.metrics()
}

import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import express, { type Express } from 'express'
import { startSimulator } from '../../simulator/index.ts'
import { readConfiguration } from '../../src/configuration.ts'
import { createPool } from '../../src/database/pool.ts'
import { createLogger } from '../../src/http/logging.ts'
import { type RunningServer, startServer } from '../../src/start-server.ts'
import { customerOf, HOT } from '../scene.ts'

/**
 * A process of its own with the real server, the same server over a ledger that does nothing, and the two rivals: an
 * Express app with an empty route, and one that asks Postgres `select 1`. Its first message says where they are;
 * asked for anything, it answers with what it has used. Arguments: the database's address, and how many sessions.
 */

/** Where to send requests, and with what. */
export interface Serving {
  readonly ports: {
    readonly real: number
    readonly idle: number
    readonly empty: number
    readonly query: number
  }
  readonly secret: string
  readonly origin: string
  /** Of different customers. */
  readonly tokens: readonly string[]
}

/** What the process has used so far. */
export interface Used {
  /** Microseconds of the processor. */
  readonly processor: number
  /** Bytes. */
  readonly memory: number
}

const ORIGIN = 'https://app.example.com'
const NO_LIMIT = 1_000_000_000

async function open(databaseUrl: string, sessions: number): Promise<Serving> {
  const simulator = await startSimulator()
  const start = async (): Promise<RunningServer> =>
    await startServer(
      readConfiguration({
        DATABASE_URL: databaseUrl,
        CREDITKIT_PORT: '0',
        CREDITKIT_PUBLIC_URL: 'http://127.0.0.1',
        CREDITKIT_ALLOWED_ORIGINS: ORIGIN,
        STRIPE_API_BASE: simulator.url,
        STRIPE_WEBHOOK_SECRET: 'whsec_benchmark',
      }),
      createLogger('info'),
      // The limits count as always, and let everything through.
      {
        limits: {
          perAddress: NO_LIMIT,
          perCustomer: NO_LIMIT,
          checkoutsPerAddress: NO_LIMIT,
          checkoutsPerCustomer: NO_LIMIT,
          failuresPerAddress: NO_LIMIT,
        },
      },
    )
  const [real, idle] = [await start(), await start()]
  await stopLedger(idle)
  const pool = createPool(databaseUrl, { max: 20 })
  const secret = await real.access.apiKeys.create('benchmark')
  const empty = express().use((_request, response) => void response.json({}))
  const query = express().use(async (_request, response) => {
    await pool.query('select 1')
    response.json({})
  })
  return {
    ports: { real: portOf(real), idle: portOf(idle), empty: await listen(empty), query: await listen(query) },
    secret,
    origin: ORIGIN,
    tokens: await Promise.all(Array.from({ length: sessions }, (_, index) => createToken(real, index))),
  }
}

/** One consumption's answer, for all that come after it. */
async function stopLedger(server: RunningServer): Promise<void> {
  const request = { customer: HOT, currency: 'credits', feature: 'summary', idempotencyKey: 'first' }
  const answer = await server.ledger.consume(request)
  Object.assign(server.ledger, { consume: async () => await Promise.resolve(answer) })
}

async function createToken(server: RunningServer, index: number): Promise<string> {
  const apiKeyId = '00000000-0000-0000-0000-000000000000'
  const customer = customerOf(index)
  const session = await server.access.sessions.create({ customer, origin: ORIGIN, apiKeyId, expiresIn: 3600 })
  return session.token
}

async function listen(app: Express): Promise<number> {
  const server = app.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

function portOf(server: RunningServer): number {
  return Number(new URL(server.url).port)
}

function use(): Used {
  const { user, system } = process.cpuUsage()
  return { processor: user + system, memory: process.memoryUsage.rss() }
}

process.on('message', () => process.send?.(use()))
process.send?.(await open(process.argv[2] ?? '', Number(process.argv[3] ?? 64)))

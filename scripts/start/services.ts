import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { openDatabase } from '../../server/src/open-database.ts'
import { DATA } from '../checkout.mjs'
import { Refusal, type Steps } from '../progress.mjs'
import { demoKey } from './demo-key.ts'
import { freePort } from './ports.ts'
import type { Supervisor } from './supervisor.ts'

/** Where things are, for a person to open. */
export interface Addresses {
  readonly hostApp: string
  readonly server: string
  /** Absent where Stripe itself is used. */
  readonly simulator: string | undefined
}

/** Starts Postgres, the Stripe simulator, the server and the host app, in this order. */
export async function startServices(supervisor: Supervisor, steps: Steps): Promise<Addresses> {
  const ports = await choosePorts()
  const server = process.env['CREDITKIT_PUBLIC_URL'] || address(ports.server.port)
  const hostApp = address(ports.hostApp.port)

  const databaseUrl = await steps.take('Postgres', (note) => startPostgres(supervisor, note))
  const stripe = await steps.take('Stripe', (note) =>
    startStripe(supervisor, ports.simulator, `${address(ports.server.port)}/stripe/webhooks`, note),
  )
  await steps.take('Server', async (note) => {
    await supervisor.start({
      name: 'the server',
      script: 'server/src/main.ts',
      logFile: join(DATA, 'logs/server.log'),
      readyUrl: `${address(ports.server.port)}/readyz`,
      environment: {
        ...stripe,
        DATABASE_URL: databaseUrl,
        CREDITKIT_DATA_DIR: DATA,
        CREDITKIT_PORT: String(ports.server.port),
        CREDITKIT_PUBLIC_URL: server,
        CREDITKIT_ALLOWED_ORIGINS: allowedOrigins(ports.hostApp.port),
      },
    })
    note(ports.server.described)
  })
  await steps.take('Host app', async (note) => {
    await supervisor.start({
      name: 'the host app',
      script: 'e2e/host-app/server.ts',
      logFile: join(DATA, 'logs/host-app.log'),
      readyUrl: hostApp,
      environment: {
        HOST_APP_PORT: String(ports.hostApp.port),
        CREDITKIT_URL: server,
        CREDITKIT_SECRET_KEY: await demoKey(address(ports.server.port), databaseUrl),
      },
    })
    note(ports.hostApp.described)
  })
  return { hostApp, server, simulator: stripe['STRIPE_API_BASE'] }
}

function address(port: number): string {
  return `http://127.0.0.1:${port}`
}

interface Port {
  readonly port: number
  /** Which one it is, and why, where it is not the one asked for. */
  readonly described: string
}

async function choosePorts() {
  const taken = new Set<number>()
  const choose = async (variable: string, usual: number): Promise<Port> => {
    const wanted = Number(process.env[variable]) || usual
    const port = await freePort(wanted, taken)
    taken.add(port)
    return {
      port,
      described: port === wanted ? `on port ${port}` : `on port ${port}, because ${wanted} is taken`,
    }
  }
  return {
    server: await choose('CREDITKIT_PORT', 4400),
    simulator: await choose('SIMULATOR_PORT', 4410),
    hostApp: await choose('HOST_APP_PORT', 4420),
  }
}

type Note = (text: string) => void

/** @returns its connection string. */
async function startPostgres(supervisor: Supervisor, note: Note): Promise<string> {
  try {
    const databaseUrl = process.env['DATABASE_URL'] || undefined
    const database = await openDatabase({ databaseUrl, dataDirectory: DATA })
    note(databaseUrl === undefined ? 'embedded' : 'the one in DATABASE_URL')
    await supervisor.add({ name: 'Postgres', ended: database.ended, stop: () => database.close() })
    return database.url
  } catch (error) {
    throw supervisor.isStopping || !(error instanceof Error) ? error : new Refusal(error.message)
  }
}

/** @returns what the server has to know in order to reach Stripe, or the simulator. */
async function startStripe(
  supervisor: Supervisor,
  { port, described }: Port,
  webhookUrl: string,
  note: Note,
): Promise<Record<string, string>> {
  // Of these the server reads what it needs, and says what is missing.
  if (process.env['STRIPE_SECRET_KEY']) {
    note('Stripe itself, by STRIPE_SECRET_KEY')
    return {}
  }
  const secret = `whsec_${randomBytes(24).toString('hex')}`
  await supervisor.start({
    name: 'the Stripe simulator',
    script: 'server/simulator/main.ts',
    logFile: join(DATA, 'logs/simulator.log'),
    readyUrl: address(port),
    environment: {
      SIMULATOR_PORT: String(port),
      SIMULATOR_STATE: join(DATA, 'simulator.json'),
      SIMULATOR_WEBHOOK_URL: webhookUrl,
      SIMULATOR_WEBHOOK_SECRET: secret,
    },
  })
  note(`simulator, ${described}`)
  return { STRIPE_API_BASE: address(port), STRIPE_WEBHOOK_SECRET: secret }
}

function allowedOrigins(hostAppPort: number): string {
  const own = process.env['CREDITKIT_ALLOWED_ORIGINS']
  return [...(own ? [own] : []), `http://127.0.0.1:${hostAppPort}`, `http://localhost:${hostAppPort}`].join(
    ',',
  )
}

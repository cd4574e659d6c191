import { createCreditsServer, type CreditsServer } from '@creditkit/sdk/node'
import { createTestDatabase } from '../../../server/test/database.ts'
import { freePorts, run, Service } from './process.ts'

/** The whole product as `npm start` runs it, with a database of its own. */
export interface Product {
  readonly hostApp: string
  /** An origin that is allowed and free, for another host app. */
  readonly otherOrigin: string
  readonly server: Service
  readonly serverUrl: string
  readonly secretKey: string
  /** With the host's secret key. */
  readonly credits: CreditsServer
  /** An action of the simulator's control. */
  control: <T = unknown>(action: string, body?: object) => Promise<T>
  close: () => Promise<void>
}

export async function startProduct(): Promise<Product> {
  const database = await createTestDatabase()
  const ports = await freePorts(4)
  const [serverUrl, simulatorUrl, hostApp, otherOrigin] = ports.map((port) => `http://127.0.0.1:${port}`) as [
    string,
    string,
    string,
    string,
  ]
  const [serverPort, simulatorPort, hostPort] = ports
  const webhookSecret = 'whsec_end_to_end'

  const simulator = new Service(
    'server/simulator/main.ts',
    {
      SIMULATOR_PORT: String(simulatorPort),
      SIMULATOR_WEBHOOK_URL: `${serverUrl}/stripe/webhooks`,
      SIMULATOR_WEBHOOK_SECRET: webhookSecret,
    },
    `${simulatorUrl}/_control/faults`,
  )
  const server = new Service(
    'server/src/main.ts',
    {
      DATABASE_URL: database.url,
      CREDITKIT_PORT: String(serverPort),
      CREDITKIT_ALLOWED_ORIGINS: `${hostApp},${otherOrigin}`,
      CREDITKIT_LOG_LEVEL: 'warn',
      STRIPE_API_BASE: simulatorUrl,
      STRIPE_WEBHOOK_SECRET: webhookSecret,
    },
    `${serverUrl}/readyz`,
  )
  await Promise.all([simulator.start(), server.start()])
  const made = await run('server/src/sessions/keys-command.ts', ['create', '--name', 'host'], {
    DATABASE_URL: database.url,
  })
  const secretKey = /\bsk_[\w-]{43}/.exec(made)?.[0] ?? ''
  const host = new Service(
    'e2e/host-app/server.ts',
    { HOST_APP_PORT: String(hostPort), CREDITKIT_URL: serverUrl, CREDITKIT_SECRET_KEY: secretKey },
    `${hostApp}/api/me`,
  )
  await host.start()

  return {
    hostApp,
    otherOrigin,
    server,
    serverUrl,
    secretKey,
    credits: createCreditsServer({ baseUrl: serverUrl, secretKey }),
    async control<T>(action: string, body: object = {}) {
      const reads = ['faults', 'deliveries', 'events'].includes(action)
      const response = await fetch(`${simulatorUrl}/_control/${action}`, {
        ...(!reads && {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }),
      })
      if (!response.ok) throw new Error(`The simulator's ${action} failed: ${await response.text()}`)
      return (await response.json()) as T
    },
    async close() {
      await Promise.all([host.end(), simulator.end(), server.end()])
      await database.drop()
    },
  }
}

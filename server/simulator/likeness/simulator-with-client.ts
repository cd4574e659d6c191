import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Stripe } from 'stripe'
import { startSimulator } from '../index.ts'
import type { Simulator, SimulatorOptions } from '../index.ts'
import { createShapeObserver } from './shape-check.ts'

/** The secret of the endpoint that receives every event. */
const WEBHOOK_SECRET = 'whsec_likeness'

/** A simulator, Stripe's own client on it, and an endpoint that checks the signature of what it receives. */
export interface Rig {
  simulator: Simulator
  stripe: Stripe
  /** The events that came in with a valid signature, in the order of their arrival. */
  received: Stripe.Event[]
  /** What came in otherwise: why it was refused. */
  refused: string[]
  /** How the endpoint answers; 200 unless set. */
  answerWith: (status: number) => void
  /** Stops everything. @throws Error where an answer or an event was not of the shape that Stripe's types say. */
  close: () => Promise<void>
}

/** Stripe's own client, unmodified, on an address. */
export const clientOf = (url: string, options: Stripe.StripeConfig = {}): Stripe => {
  const { hostname, port } = new URL(url)
  return new Stripe('sk_test_likeness', {
    host: hostname,
    port,
    protocol: 'http',
    maxNetworkRetries: 0,
    ...options,
  })
}

/** Starts a simulator with a client and an endpoint for all of its events. */
export const startRig = async (options: SimulatorOptions = {}): Promise<Rig> => {
  const observer = createShapeObserver()
  const received: Stripe.Event[] = []
  const refused: string[] = []
  let status = 200
  const endpoint = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      try {
        const signature = request.headers['stripe-signature'] ?? ''
        const event = stripe.webhooks.constructEvent(Buffer.concat(chunks), signature, WEBHOOK_SECRET)
        if (status === 200) received.push(event)
        response.writeHead(status).end()
      } catch (error) {
        refused.push(error instanceof Error ? error.message : String(error))
        response.writeHead(400).end()
      }
    })
  })
  endpoint.listen(0, '127.0.0.1')
  await once(endpoint, 'listening')
  const { port } = endpoint.address() as AddressInfo
  const simulator = await startSimulator({
    retryDelays: [20, 20, 20],
    observer,
    webhook: { url: `http://127.0.0.1:${port}/`, secret: WEBHOOK_SECRET },
    ...options,
  })
  const stripe = clientOf(simulator.url)
  return {
    simulator,
    stripe,
    received,
    refused,
    answerWith: (next) => {
      status = next
    },
    close: async () => {
      await simulator.close()
      endpoint.closeAllConnections()
      endpoint.close()
      await once(endpoint, 'close')
      if (observer.problems.length > 0) throw new Error(`Unlike Stripe:\n${observer.problems.join('\n')}`)
    },
  }
}

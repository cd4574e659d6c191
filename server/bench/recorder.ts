import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A webhook endpoint beside the server's own, to which Stripe sends the same events at the same instant. */
export interface Recorder {
  readonly url: string
  /** When the first event arrived that a payment of this customer is granted by; milliseconds since 1970. */
  arrivalOf(customer: string): number
  close(): void
}

const GRANTED_BY = ['checkout.session.completed', 'payment_intent.succeeded']

export async function openRecorder(): Promise<Recorder> {
  const arrivals = new Map<string, number>()
  const server = createServer((request, response) => {
    const now = Date.now()
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      response.end()
      const { type, data } = JSON.parse(Buffer.concat(chunks).toString()) as {
        type: string
        data: { object: { metadata?: Record<string, string> } }
      }
      const customer = data.object.metadata?.['creditkit_customer']
      if (customer === undefined || !GRANTED_BY.includes(type)) return
      arrivals.set(customer, Math.min(now, arrivals.get(customer) ?? now))
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    arrivalOf(customer) {
      const arrival = arrivals.get(customer)
      if (arrival === undefined) throw new Error('No webhook came for this payment.')
      arrivals.delete(customer)
      return arrival
    },
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

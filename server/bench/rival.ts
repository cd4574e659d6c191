import { createHmac, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import type pg from 'pg'

/** The signing secret that `startTestServer` gives its server. */
const WEBHOOK_SECRET = 'whsec_http_tests'

/** What cannot be done with less: an app of the same framework that inserts the body as a row and answers. */
export async function openRival(pool: pg.Pool): Promise<{ url: string; close(): Promise<void> }> {
  await pool.query('create table public.rival (id text primary key, payload bytea not null)')
  const app = express()
  app.post('/', express.raw({ type: () => true, limit: '1mb' }), async (request, response) => {
    const values = [randomUUID(), request.body as Buffer]
    await pool.query('insert into public.rival (id, payload) values ($1::text, $2::bytea)', values)
    response.json({ received: true })
  })
  const server = createServer(app).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Sends an event of a type that is stored and left alone, so that receipt alone is measured. */
export async function postEvent(url: string): Promise<void> {
  const created = Math.floor(Date.now() / 1000)
  const object = { id: 'ch_1', padding: 'x'.repeat(2000) }
  const event = {
    id: `evt_${randomUUID()}`,
    object: 'event',
    type: 'charge.updated',
    created,
    livemode: false,
  }
  const body = JSON.stringify({ ...event, data: { object } })
  const signature = createHmac('sha256', WEBHOOK_SECRET).update(`${created}.${body}`).digest('hex')
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'stripe-signature': `t=${created},v1=${signature}` },
    body,
  })
  await answer.arrayBuffer()
  if (answer.status !== 200) throw new Error(`A webhook was answered with ${answer.status}.`)
}

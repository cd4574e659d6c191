/**
 * The server behind the pages: their modules, a session, a balance, and a live stream that a benchmark writes to.
 */
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Balance } from '@creditkit/sdk'
import { bundle, PAGES, type Bundle, type PageName } from './bundle.ts'

/** Long enough for the skeleton to be seen. */
export const UNHURRIED = 200

/** A number that only the server's balance has, not a skeleton. */
export const FIGURE = '9,281'

const balance: Balance = {
  customer: 'acme',
  currency: { id: 'ai', name: { singular: 'AI credit', plural: 'AI credits' }, scale: 0, unitCost: null },
  resource: null,
  balance: '12480',
  held: '0',
  available: '12480',
  pending: '0',
  overdraftLimit: '0',
  byCategory: [
    { category: 'paid', remaining: '9281' },
    { category: 'promotional', remaining: '3199' },
  ],
  granted: '20000',
  used: '7520',
  value: { amount: '1248', currency: 'usd', scale: 2 },
  nextExpiry: { at: '2031-12-03T00:00:00.000Z', amount: '3200' },
  runway: { seconds: 777_600, runsOutAt: '2031-12-03T00:00:00.000Z', perDay: '1380', windowDays: 14 },
  lowThreshold: '1000',
  seq: '1',
  asOf: '2026-11-22T00:00:00.000Z',
}

export class Host {
  readonly bundles: Record<PageName, Bundle>
  /** How long a balance is under way, in ms. */
  answerAfter = UNHURRIED
  readonly #server = createServer((request, response) => this.#answer(request.url ?? '/', response))
  readonly #streams = new Set<ServerResponse>()
  #available = 12_480
  #seq = 1

  static async start(): Promise<Host> {
    const made: Partial<Record<PageName, Bundle>> = {}
    // One after another: a build takes all the processor there is.
    // oxlint-disable-next-line no-await-in-loop
    for (const page of PAGES) made[page] = await bundle(page)
    const host = new Host(made as Record<PageName, Bundle>)
    host.#server.listen(0, '127.0.0.1')
    await once(host.#server, 'listening')
    return host
  }

  constructor(bundles: Record<PageName, Bundle>) {
    this.bundles = bundles
  }

  address(page: PageName): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/${page}`
  }

  /** Changes the balance and says so on every open stream. */
  change(): void {
    this.#available -= 7
    this.#seq++
    const { available, balance: now, seq } = this.#balance
    const at = new Date().toISOString()
    const event = { type: 'balance.changed', currency: 'ai', resource: null, held: '0', available, at }
    this.#tell('balance.changed', { ...event, id: seq, seq, balance: now })
  }

  async stop(): Promise<void> {
    this.#server.close()
    this.#server.closeAllConnections()
    await once(this.#server, 'close')
  }

  get #balance(): Balance {
    const available = String(this.#available)
    return { ...balance, available, balance: available, seq: String(this.#seq) }
  }

  #tell(type: string, data: object): void {
    for (const stream of this.#streams) this.#write(stream, type, data)
  }

  #write(stream: ServerResponse, type: string, data: object): void {
    stream.write(`event: ${type}\nid: ${this.#seq}\ndata: ${JSON.stringify(data)}\n\n`)
  }

  #answer(url: string, response: ServerResponse): void {
    const [path = ''] = url.slice(1).split(/[?.]/)
    const page = PAGES.find((each) => each === path)
    const code = PAGES.map((each) => this.bundles[each].files.get(url)).find(Boolean)
    const run = url.endsWith('?run')
    if (url === '/v1/me/stream') {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      this.#write(response, 'hello', { cursor: String(this.#seq) })
      this.#streams.add(response)
      response.on('close', () => this.#streams.delete(response))
    } else if (url.startsWith('/v1/me/balance')) {
      setTimeout(() => send(response, 'application/json', JSON.stringify(this.#balance)), this.answerAfter)
    } else if (url === '/session') {
      send(response, 'application/json', JSON.stringify(session()))
    } else if (code !== undefined) {
      send(response, 'text/javascript', code)
    } else if (page) {
      send(response, 'text/html', documentFor(page, run))
    } else {
      response.writeHead(404).end()
    }
  }
}

const session = (): object => ({
  token: 'bench',
  expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
})

/** Empty until its module is run: by itself, or, once it is loaded, by whoever measures. */
function documentFor(page: PageName, run: boolean): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${page}</title>
<link rel="icon" href="data:,">
${run ? `<script type="module" src="/${page}.js"></script>` : `<link rel="modulepreload" href="/${page}.js">`}
<style>body { margin: 24px; font: 16px/1.5 sans-serif } main { max-width: 420px }</style>
<main></main></html>`
}

function send(response: ServerResponse, type: string, body: string): void {
  response.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end(body)
}

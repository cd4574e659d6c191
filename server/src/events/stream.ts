import type { ServerResponse } from 'node:http'
import type { SessionClaims } from '../sessions/index.ts'
import type { StreamEvent } from './stream-event.ts'

/** At most four a second for long: newer states of the same thing take the place of older ones in between. */
const flushEveryMilliseconds = 250

/** After a quiet while so many go out without waiting: a payment is a few steps, and somebody watches them. */
const burst = 4

/** A reader that has not taken what was written for this long is let go; it resumes from where it was. */
const stalledAfterMilliseconds = 15_000

/** Different things that can wait for a slow reader. */
const mostWaiting = 1000

export type StreamEnd = 'session_expired' | 'session_revoked' | 'server_stopping'

/** One open live stream: events of one customer to one reader. */
export class Stream {
  readonly session: SessionClaims
  readonly #response: ServerResponse
  readonly #cursor: () => string
  readonly #waiting = new Map<string, { id: bigint; event: StreamEvent }>()
  readonly #balancesSent = new Map<string, bigint>()
  readonly #expiry: NodeJS.Timeout
  #timer: NodeJS.Timeout | undefined
  /** When all that was written would have gone out, had it gone out evenly. */
  #evenlyUntil = 0
  #stalledSince: number | undefined
  #paused = true

  /** @param cursor where a reader resumes who has got everything written so far */
  constructor(response: ServerResponse, session: SessionClaims, cursor: () => string) {
    this.#response = response
    this.session = session
    this.#cursor = cursor
    response.on('drain', () => {
      this.#stalledSince = undefined
      this.#schedule()
    })
    this.#expiry = setTimeout(() => this.end('session_expired'), session.expiresAt.getTime() - Date.now())
  }

  get closed(): boolean {
    return this.#response.writableEnded || this.#response.destroyed
  }

  /** Begins the answer. Events that come before `resume` wait. */
  open(): void {
    this.#response.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Accel-Buffering': 'no',
    })
  }

  /** Writes a message of the stream's own: `hello` or `resync`. */
  announce(name: 'hello' | 'resync', cursor: string): void {
    this.#write(`event: ${name}\nid: ${cursor}\ndata: ${JSON.stringify({ cursor })}\n\n`)
  }

  /** Lets events flow. */
  resume(): void {
    this.#paused = false
    this.#schedule()
  }

  /** @param id the row's number: of two states of one thing the higher one is newer, in whatever order they come */
  send(event: StreamEvent, id: bigint): void {
    const key = subjectOf(event)
    const known = this.#waiting.get(key)?.id ?? this.#balancesSent.get(key) ?? 0n
    if (id <= known) return
    this.#waiting.delete(key)
    this.#waiting.set(key, { id, event })
    if (this.#waiting.size > mostWaiting) this.drop()
    else this.#schedule()
  }

  heartbeat(now: number): void {
    if (this.#stalledSince === undefined) this.#write(': \n\n')
    else if (now - this.#stalledSince > stalledAfterMilliseconds) this.drop()
  }

  /** Says why and ends. */
  end(reason: StreamEnd): void {
    this.#write(`event: end\ndata: ${JSON.stringify({ reason })}\n\n`)
    this.#response.end()
    this.release()
  }

  /** Ends without a word, for a reader that does not read. */
  drop(): void {
    this.#response.destroy()
    this.release()
  }

  release(): void {
    clearTimeout(this.#timer)
    clearTimeout(this.#expiry)
    this.#waiting.clear()
  }

  #schedule(): void {
    const idle = this.#paused || this.#timer !== undefined || this.#stalledSince !== undefined
    if (idle || this.#waiting.size === 0 || this.closed) return
    // Never at once: what was read together goes out together.
    const wait = Math.max(0, this.#evenlyUntil - (burst - 1) * flushEveryMilliseconds - Date.now())
    this.#timer = setTimeout(() => this.#flush(), wait)
  }

  #flush(): void {
    this.#timer = undefined
    if (this.closed || this.#stalledSince !== undefined) return
    this.#evenlyUntil = Math.max(this.#evenlyUntil, Date.now()) + flushEveryMilliseconds
    for (const [key, { id, event }] of this.#waiting) {
      if (event.type === 'balance.changed') this.#balancesSent.set(key, id)
    }
    // What a reader has missed is read while newer changes come.
    const events = [...this.#waiting.values()].toSorted((one, other) => Number(one.id - other.id))
    this.#waiting.clear()
    const text = events.map(({ event }) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n`)
    // Only the last one carries the cursor: a reader that got half of them resumes from before.
    this.#write(`${text.join('\n')}id: ${this.#cursor()}\n\n`)
  }

  #write(text: string): void {
    if (this.closed) return
    const taken = this.#response.write(text)
    if (!taken) this.#stalledSince ??= Date.now()
  }
}

/** What an event is about: a newer one about the same makes an older one needless. */
function subjectOf(event: StreamEvent): string {
  if (event.type === 'order.changed') return `order ${event.order.id}`
  if (event.type === 'grant.changed') return `grant ${event.grantId}`
  const subject = event.type === 'balance.changed' ? 'balance' : `alert ${event.alert}`
  return `${subject} ${event.currency} ${event.resource ?? ''}`
}

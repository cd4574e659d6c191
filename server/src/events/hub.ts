import type { ServerResponse } from 'node:http'
import type { SessionClaims } from '../sessions/index.ts'
import { Feed } from './feed.ts'
import type { Outbox, OutboxRow } from './outbox.ts'
import { comparePositions, decodePosition, encodePosition, type Position } from './position.ts'
import { eventsOf } from './stream-event.ts'
import { Stream } from './stream.ts'

/** Below the quarter of a minute or so after which proxies close a silent connection. */
const heartbeatMilliseconds = 15_000

/** A missed notification costs at most this. */
const pollMilliseconds = 1000

/** More to catch up on than this, and reading everything again is quicker. */
const mostReplayed = 500

const mostStreamsOfACustomer = 50

/** Another stream of this customer would be one too many. */
export class TooManyStreamsError extends Error {
  override readonly name = 'TooManyStreamsError'
}

/** The server is starting or stopping. */
export class StreamsClosedError extends Error {
  override readonly name = 'StreamsClosedError'
}

export interface HubOptions {
  readonly outbox: Outbox
  readonly isRevoked: (session: SessionClaims) => boolean
  readonly onError: (error: unknown) => void
}

/** All live streams of this server, fed by one reader of the outbox. */
export class Hub {
  readonly #options: HubOptions
  readonly #streams = new Map<string, Set<Stream>>()
  readonly #timers: NodeJS.Timeout[] = []
  readonly #listeners: ((row: OutboxRow) => void)[] = []
  #feed: Feed | undefined
  #stopping = false

  constructor(options: HubOptions) {
    this.#options = options
  }

  async start(): Promise<void> {
    this.#feed = await Feed.open(this.#options.outbox, (row) => this.#deliver(row), this.#options.onError)
    this.#timers.push(setInterval(() => this.#feed?.wake(), pollMilliseconds))
    this.#timers.push(setInterval(() => this.#heartbeat(), heartbeatMilliseconds))
  }

  /** Reads what is new: to be called when Postgres tells of it. */
  wake(): void {
    this.#feed?.wake()
  }

  /** Hears of every row, whoever it belongs to. */
  onRow(listener: (row: OutboxRow) => void): void {
    this.#listeners.push(listener)
  }

  get size(): number {
    return [...this.#streams.values()].reduce((sum, streams) => sum + streams.size, 0)
  }

  /**
   * Opens a stream on a response, from a cursor that the reader had before if there is one.
   * @throws TooManyStreamsError, StreamsClosedError
   */
  async open(response: ServerResponse, session: SessionClaims, cursor: string | undefined): Promise<void> {
    const feed = this.#feed
    if (!feed || this.#stopping) throw new StreamsClosedError('No stream can be opened now.')
    const resumed = cursor === undefined ? undefined : decodePosition(cursor)
    const start = feed.position
    const from = resumed && comparePositions(resumed, start) > 0 ? resumed : undefined
    const stream = new Stream(response, session, () => encodePosition(later(feed.position, from)))
    // Before the first look at the past, so that nothing falls between the two.
    this.#add(stream)
    response.on('close', () => this.#remove(stream))
    try {
      const missed = cursor === undefined ? [] : await this.#missed(resumed, session.customer)
      stream.open()
      stream.announce('hello', encodePosition(resumed ?? start))
      if (missed) for (const row of missed) send(row, [stream])
      else stream.announce('resync', encodePosition(start))
      stream.resume()
    } catch (error) {
      stream.release()
      this.#remove(stream)
      throw error
    }
  }

  /** Ends the streams whose session was revoked. */
  endRevoked(): void {
    for (const streams of this.#streams.values()) {
      for (const stream of streams) if (this.#options.isRevoked(stream.session)) stream.end('session_revoked')
    }
  }

  /** Ends all streams and opens no more; readers come back to another server, or to the next one here. */
  endAll(): void {
    this.#stopping = true
    for (const streams of this.#streams.values()) for (const stream of streams) stream.end('server_stopping')
  }

  async close(): Promise<void> {
    this.endAll()
    for (const timer of this.#timers) clearInterval(timer)
    await this.#feed?.settled()
    this.#feed = undefined
  }

  /** What a reader has missed since its cursor, or undefined where that can no longer be told. */
  async #missed(cursor: Position | undefined, customer: string): Promise<OutboxRow[] | undefined> {
    if (!cursor) return undefined
    const rows = await this.#options.outbox.after(cursor, mostReplayed + 1, customer)
    // After the reading: what was pruned before it is seen here.
    const pruned = await this.#options.outbox.pruned()
    return rows.length > mostReplayed || comparePositions(cursor, pruned) < 0 ? undefined : rows
  }

  #add(stream: Stream): void {
    const { customer } = stream.session
    const streams = this.#streams.get(customer) ?? new Set()
    if (streams.size >= mostStreamsOfACustomer) {
      stream.release()
      throw new TooManyStreamsError(`There are ${mostStreamsOfACustomer} open streams of this customer.`)
    }
    this.#streams.set(customer, streams.add(stream))
  }

  #remove(stream: Stream): void {
    stream.release()
    const { customer } = stream.session
    const streams = this.#streams.get(customer)
    streams?.delete(stream)
    if (streams?.size === 0) this.#streams.delete(customer)
  }

  #deliver(row: OutboxRow): void {
    for (const listener of this.#listeners) listener(row)
    const streams = this.#streams.get(row.customer)
    if (!streams) return
    send(row, streams)
  }

  #heartbeat(): void {
    const now = Date.now()
    for (const streams of this.#streams.values()) for (const stream of streams) stream.heartbeat(now)
  }
}

function send(row: OutboxRow, streams: Iterable<Stream>): void {
  const events = eventsOf(row)
  for (const stream of streams) for (const event of events) stream.send(event, row.position.id)
}

function later(one: Position, other: Position | undefined): Position {
  return other && comparePositions(one, other) < 0 ? other : one
}

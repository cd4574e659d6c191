import type { CreditsError } from './error.ts'
import { pause } from './pause.ts'
import type { Send } from './request.ts'
import { readEvents } from './sse.ts'
import type { ConnectionState } from './types.ts'
import type { StreamEvent } from './wire.ts'

/** The server sends a heartbeat every 15 s: after two missed ones the line is dead. */
const SILENCE = 40_000
/** A stream without its first event by then is stuck in a proxy. */
const HELLO_TIMEOUT = 15_000
const LONGEST_PAUSE = 30_000

/** What a stream tells. */
export interface Message {
  event?: StreamEvent
  /** Where the stream can be resumed. */
  cursor?: string | undefined
  state?: ConnectionState | undefined
  /** Events may have been missed: what was fetched earlier may be out of date. */
  missed?: boolean
}

/** Keeps one stream open until `signal` ends it, through cuts, restarts and lost networks. */
export async function keepStream(
  send: Send,
  cursor: string | undefined,
  tell: (message: Message) => void,
  signal: AbortSignal,
): Promise<void> {
  /** Ends the connection, or the pause before the next. */
  let turn: AbortController
  // Only a window tells of networks lost and found. Either way, how things stand is best learnt by connecting.
  for (const event of ['offline', 'online']) {
    globalThis.addEventListener?.(event, () => turn.abort(), { signal })
  }
  const nextTurn = (): AbortSignal => {
    turn = new AbortController()
    return AbortSignal.any([signal, turn.signal])
  }

  for (let failures = 0; !signal.aborted;) {
    const line = nextTurn()
    let live = false
    let failure: CreditsError | undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    const expect = (milliseconds: number): void => {
      clearTimeout(timer)
      timer = setTimeout(() => turn.abort(), milliseconds)
    }
    failures++
    expect(HELLO_TIMEOUT)
    try {
      const resumed = cursor
      const body = await send('/v1/me/stream', {
        headers: { accept: 'text/event-stream', ...(resumed && { 'last-event-id': resumed }) },
        once: true,
        signal: line,
        read: (response) => response.body as ReadableStream<Uint8Array>,
      })
      await readEvents(
        body,
        (field) => {
          const type = field('event')
          const data = JSON.parse(field('data') ?? '{}') as StreamEvent & { cursor?: string }
          cursor = field('id') ?? data.cursor ?? cursor
          if (type === 'hello') {
            live = true
            failures = 0
            tell({ state: 'live', missed: !resumed, cursor })
          } else if (type === 'resync') tell({ missed: true, cursor })
          else if (data.type) tell({ event: data, cursor })
        },
        () => {
          if (live) expect(SILENCE)
          tell({})
        },
      )
    } catch (cause) {
      failure = cause as CreditsError
    }
    clearTimeout(timer)
    // A line that was live and broke is opened again at once; only if that fails is something wrong.
    if (!live && !signal.aborted) tell({ state: failure?.code === 'network' ? 'offline' : 'polling' })
    await pause(Math.min(LONGEST_PAUSE, 300 * 2 ** failures) * (0.5 + Math.random()), nextTurn())
  }
}

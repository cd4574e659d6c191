import { keepStream, type Message } from './live.ts'
import { pause, type Send } from './request.ts'
import { shareAmongTabs } from './tabs.ts'
import type { ConnectionState, CreditsOptions } from './types.ts'

const POLL_INTERVAL = 10_000

export interface UpdatesOptions {
  send: Send
  mode: CreditsOptions['updates']
  /** Tabs with the same name share one stream. */
  shareName: () => Promise<string | undefined>
  onMessage: (message: Message) => void
  closed: AbortSignal
}

/**
 * Keeps changes coming while somebody wants them: by the stream, and by polling where there is none. Each call
 * of what it returns is one who wants them, and gives what to call when that ends.
 */
export function createUpdates(options: UpdatesOptions): () => () => void {
  const { send, mode = 'live', shareName, onMessage, closed } = options
  let wanted = 0
  let cursor: string | undefined
  let ended: AbortController

  async function start(): Promise<void> {
    ended = new AbortController()
    const signal = AbortSignal.any([ended.signal, closed])
    let state: ConnectionState | undefined
    const receive = (message: Message): void => {
      if (signal.aborted) return
      cursor = message.cursor ?? cursor
      state = message.state ?? state
      onMessage(message)
    }
    if (mode === 'live') {
      void shareName().then((name) =>
        shareAmongTabs(name, (tell, turn) => keepStream(send, cursor, tell, turn), receive, signal),
      )
    } else receive({ state: 'polling' })
    while (!signal.aborted) {
      await pause(POLL_INTERVAL, signal)
      if (state === 'polling') receive({ missed: true })
    }
  }

  return () => {
    if (mode === 'none' || closed.aborted) return () => {}
    if (!wanted++) void start()
    return () => {
      if (!--wanted) ended.abort()
    }
  }
}

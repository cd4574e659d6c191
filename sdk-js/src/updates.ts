import { keepStream, type Message } from './live.ts'
import type { Send } from './request.ts'
import { shareAmongTabs } from './tabs.ts'
import type { ConnectionState, CreditsOptions } from './types.ts'

const POLL_INTERVAL = 10_000

export interface UpdatesOptions {
  send: Send
  mode: CreditsOptions['updates']
  /** Tabs with the same name share one stream. */
  shareName: () => Promise<string | undefined>
  onMessage: (message: Message) => void
}

/**
 * Keeps changes coming while somebody wants them: by the stream, and by polling where there is none. Each call
 * of what it returns is one who wants them, and gives what to call when that ends.
 */
export function createUpdates({
  send,
  mode = 'live',
  shareName,
  onMessage,
}: UpdatesOptions): () => () => void {
  let wanted = 0
  let cursor: string | undefined
  let end = (): void => {}

  function start(): void {
    const ended = new AbortController()
    const { signal } = ended
    let state: ConnectionState = 'connecting'
    const receive = (message: Message): void => {
      if (signal.aborted) return
      cursor = message.cursor ?? cursor
      state = message.state ?? state
      onMessage(message)
    }
    const poll = setInterval(() => {
      if (state === 'polling') receive({ missed: true })
    }, POLL_INTERVAL)
    end = () => {
      clearInterval(poll)
      ended.abort()
    }
    if (mode === 'poll') receive({ state: 'polling' })
    else
      void shareName().then((name) =>
        shareAmongTabs(name, (tell, turn) => keepStream(send, cursor, tell, turn), receive, signal),
      )
  }

  return () => {
    if (mode === 'none') return () => {}
    if (!wanted++) start()
    return () => {
      if (!--wanted) end()
    }
  }
}

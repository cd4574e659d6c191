/** What no first answer needs: what keeps answers up to date, and what is done where none comes. */
import type { Message } from './live.ts'
import { pause } from './pause.ts'
import { fetchSoon, tend } from './tend.ts'
import { shareStream } from './share-stream.ts'
import type { ConnectionState } from './types.ts'
import { POLL_INTERVAL, type UpdatesOptions } from './updates.ts'

export { recover } from './recover.ts'
export { tend } from './tend.ts'

/** Keeps all that is followed up to date until `signal` ends it: by the stream, and by polling where there is none. */
export async function keepUp(options: UpdatesOptions, signal: AbortSignal): Promise<void> {
  const { mode = 'live', followed, connection, tell } = options
  for (const one of followed) tend(one)
  let known: ConnectionState | undefined
  const receive = ({ cursor, state, missed, event }: Message): void => {
    if (signal.aborted) return
    options.cursor = cursor ?? options.cursor
    known = state ?? known
    if (state) connection(state)
    for (const one of followed) {
      if (state) one.cell.reach(state !== 'offline')
      if (missed || (state === 'live' && one.cell.getSnapshot().error)) fetchSoon(one)
    }
    if (event) tell(event)
  }
  if (mode === 'none') return
  // What was missed until its first connection, that one says.
  if (mode === 'live') void shareStream(options, receive, signal)
  else receive({ state: 'polling' })
  while (!signal.aborted) {
    // oxlint-disable-next-line no-await-in-loop -- one interval after another
    await pause(POLL_INTERVAL, signal)
    if (known === 'polling') receive({ missed: true })
  }
}

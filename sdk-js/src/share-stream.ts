/** The live stream: what a client fetches once somebody wants changes, and no earlier. */
import { keepStream, type Message } from './live.ts'
import { applyEvent } from './rules.ts'
import { shareAmongTabs } from './tabs.ts'
import type { SessionToken } from './types.ts'
import type { UpdatesOptions } from './updates.ts'

/** Keeps one stream for all tabs of a customer, from `resumeAt` on, until `signal` ends it. */
export async function shareStream(
  { send, baseUrl, getSession, followed }: UpdatesOptions,
  resumeAt: () => string | undefined,
  receive: (message: Message) => void,
  signal: AbortSignal,
): Promise<void> {
  const { customer } = await getSession().catch(() => ({}) as SessionToken)
  const name = customer && `creditkit ${baseUrl} ${customer}`
  const apply = (message: Message): void => {
    const { event } = message
    if (event && !signal.aborted) for (const one of followed) applyEvent(one, event)
    receive(message)
  }
  await shareAmongTabs(name, (tell, turn) => keepStream(send, resumeAt(), tell, turn), apply, signal)
}

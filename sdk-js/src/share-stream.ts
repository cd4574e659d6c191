/** The live stream: what a client fetches once somebody wants changes, and no earlier. */
import { keepStream, type Message } from './live.ts'
import { shareAmongTabs } from './tabs.ts'
import type { SessionToken } from './types.ts'
import type { UpdatesOptions } from './updates.ts'

/** Keeps one stream for all tabs of a customer, from `resumeAt` on, until `signal` ends it. */
export async function shareStream(
  { send, baseUrl, getSession }: UpdatesOptions,
  resumeAt: () => string | undefined,
  receive: (message: Message) => void,
  signal: AbortSignal,
): Promise<void> {
  const { customer } = await getSession().catch(() => ({}) as SessionToken)
  const name = customer && `creditkit ${baseUrl} ${customer}`
  await shareAmongTabs(name, (tell, turn) => keepStream(send, resumeAt(), tell, turn), receive, signal)
}

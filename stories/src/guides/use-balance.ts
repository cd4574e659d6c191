import type { Balance, CreditsClient, Snapshot } from '@creditkit/sdk'
import { useSyncExternalStore } from 'react'

/** The balance, live, without any element. */
export function useBalance(credits: CreditsClient): Snapshot<Balance> {
  const { subscribe, getSnapshot } = credits.balance()
  return useSyncExternalStore(subscribe, getSnapshot)
}

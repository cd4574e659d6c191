import type pg from 'pg'

/** Where servers are told that the inbox holds an event which another one had no time for. */
export const INBOX_CHANNEL = 'creditkit_inbox'

/**
 * Tells every server, one call at a time: more would only say the same. It is a help and not a promise, since
 * workers look by themselves from time to time.
 */
export function createInboxSignal(pool: pg.Pool): () => Promise<void> {
  let telling: Promise<void> | undefined
  return async () => {
    telling ??= tellServers(pool)
      .catch(() => {})
      .finally(() => {
        telling = undefined
      })
    await telling
  }
}

/** The same once, for a command that ends after it. */
export async function tellServers(pool: pg.Pool): Promise<void> {
  await pool.query(`select pg_notify('${INBOX_CHANNEL}', '')`)
}

import type { Pool, PoolClient } from 'pg'

/** COMMIT was answered with ROLLBACK: a statement had failed and its error was not passed on. */
export class TransactionRolledBackError extends Error {
  override readonly name = 'TransactionRolledBackError'

  constructor() {
    super('The transaction was rolled back, because one of its statements failed. Nothing was written.')
  }
}

/**
 * Runs `work` in a READ COMMITTED transaction and gives back its result once the commit is confirmed.
 * If `work` throws, the transaction is rolled back and the error passed on.
 *
 * @throws TransactionRolledBackError if `work` swallowed the error of a statement.
 */
export async function withTransaction<Result>(
  pool: Pool,
  work: (client: PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query('begin isolation level read committed')
    const result = await work(client)
    const commit = await client.query('commit')
    // After a failed statement Postgres turns COMMIT into ROLLBACK without an error.
    if (commit.command !== 'COMMIT') throw new TransactionRolledBackError()
    return result
  } catch (error) {
    if (!(error instanceof TransactionRolledBackError)) broken = await rollBack(client)
    throw error
  } finally {
    client.release(broken)
  }
}

/** @returns why the connection must not go back to the pool, if so. */
async function rollBack(client: PoolClient): Promise<Error | undefined> {
  try {
    await client.query('rollback')
    return undefined
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

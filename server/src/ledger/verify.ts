import type pg from 'pg'
import type { Finding } from './types/finance.ts'

export async function* verify(pool: pg.Pool, customer?: string): AsyncIterable<Finding> {
  const { rows } = await pool.query<Finding>('select $1::text as customer where false', [customer])
  yield* rows
}

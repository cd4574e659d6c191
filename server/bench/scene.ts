import type pg from 'pg'
import { migrate } from '../src/database/migrate.ts'
import { createPool } from '../src/database/pool.ts'
import { createLedger, type Ledger } from '../src/ledger/index.ts'

export const POOLS = 1000
const GRANTS = 10

export interface Scene {
  readonly name: string
  readonly pool: pg.Pool
  /** Eight connections, for what is measured over so many. */
  readonly eight: pg.Pool
  readonly ledger: Ledger
  close(): Promise<void>
}

// A bare row to update, and the usual double entry: accounts, transfers, two lines each.
const RIVALS = `
  create schema bench;
  create table bench.rows (id integer primary key, balance bigint not null) with (fillfactor = 50);
  insert into bench.rows select n, 1000000000000 from generate_series(1, ${POOLS}) as n;
  create table bench.accounts (id integer primary key, balance bigint not null, version bigint not null default 0);
  insert into bench.accounts select n, 1000000000000 from generate_series(1, 2) as n;
  create table bench.transfers (
    id uuid primary key default gen_random_uuid(), from_account integer not null references bench.accounts,
    to_account integer not null references bench.accounts, amount bigint not null, created_at timestamptz default now()
  );
  create table bench.lines (
    id uuid primary key default gen_random_uuid(), transfer uuid not null references bench.transfers,
    account integer not null references bench.accounts, amount bigint not null, balance_after bigint not null,
    created_at timestamptz default now()
  );
  create index on bench.lines (account, created_at);`

// Grants by SQL, because setting the scene is not what is measured. Each pool has ten in effect, of two categories.
const GRANT = `
  select count(creditkit.make_grant(customer, 'credits', '', jsonb_build_object('amount', '1000000000000',
    'category', case when n % 2 = 0 then 'paid' else 'promotional' end, 'priority', 0, 'source', 'manual',
    'expires_after', 'P' || (100 + n) || 'D'), null))
  from (select 'customer-' || c as customer, n from generate_series($1::integer, $2::integer) as c,
    generate_series(1, ${GRANTS}) as n order by c, n) as wanted`

/** A database made ready: a thousand pools with ten grants each, one hot pool alike, and the rivals. */
export async function setScene(url: string, name = 'bench'): Promise<Scene> {
  const pool = createPool(url, { max: 20 })
  const eight = createPool(url, { max: 8 })
  await migrate(pool)
  await pool.query(RIVALS)
  const ledger = await createLedger({ pool, connectionString: url })
  await ledger.currencies.put({ id: 'credits', name: { singular: 'credit', plural: 'credits' }, scale: 2 })
  await ledger.features.put({ id: 'summary', name: 'Summaries' })
  await ledger.rates.add({ feature: 'summary', currency: 'credits', price: '0.03' })
  for (let first = 0; first <= POOLS; first += 100) {
    // oxlint-disable-next-line no-await-in-loop -- a hundred at a time
    await pool.query(GRANT, [first, Math.min(first + 99, POOLS)])
  }
  await pool.query('vacuum analyze')
  return {
    name,
    pool,
    eight,
    ledger,
    async close() {
      await ledger.close()
      await eight.end()
      await pool.end()
    },
  }
}

export const HOT = 'customer-0'

export function customerOf(number: number): string {
  return `customer-${(number % POOLS) + 1}`
}

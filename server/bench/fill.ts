import { withTransaction } from '../src/database/transaction.ts'
import { POOLS, type Scene } from './scene.ts'

/** What was in the tables of the ledger before and after, to see what a consumption takes. */
export interface Sizes {
  readonly bytes: bigint
  readonly consumptions: bigint
}

// The outbox is not counted: it is emptied as it is read.
const SIZES = `
  select (select sum(pg_total_relation_size(('creditkit.' || name)::regclass))
      from unnest(array['entries', 'idempotency_keys', 'usage_hours', 'usage_days', 'pools', 'grants']) as name
    )::bigint as bytes,
    (select count(*) from creditkit.entries where kind = 'consumption') as consumptions`

export async function readSizes(scene: Scene): Promise<Sizes> {
  const [sizes] = (await scene.pool.query<Sizes>(SIZES)).rows
  if (sizes === undefined) throw new Error('The database gave no sizes.')
  return sizes
}

// What as many consumptions would have written, one after another in every pool, all at once: ten million of them
// through the ledger would take most of an hour. Every pool's grant that burns next is large enough for all. One part of
// two, so that two connections can work beside each other; the hot pool takes an eighth.
const FILL = `
  with pool as materialized (
    select p.*, p as whole, g.number, g.remaining, creditkit.now_ms() as now_at,
      case p.customer when 'customer-0' then $2::integer * 143 else $2::integer end as times
    from creditkit.pools as p
    cross join lateral (
      select number, remaining from creditkit.grants as g
      where g.customer = p.customer and g.currency = p.currency and g.resource = p.resource and g.status = 'available'
      order by g.priority, g.expires_at, g.category = 'paid', g.effective_at, g.number limit 1
    ) as g
    where p.customer like 'customer-%' and abs(hashtext(p.customer)) % 2 = $1::integer
  ), line as materialized (
    select pool.*, n, gen_random_uuid() as key
    from pool cross join lateral generate_series(1, pool.times) as n
    order by n::double precision / pool.times, pool.customer
  ), written as (
    insert into creditkit.entries (customer, currency, resource, seq, at, amount, balance_after, held_after,
      kind, rate_version, splits, feature, quantity, key)
    select customer, currency, resource, seq + n, now_at, -3, balance - 3 * n, held, 'consumption', 1,
      array[number, -3, remaining - 3 * n], 'summary', 1, key::text
    from line
  ), remembered as (
    insert into creditkit.idempotency_keys (customer, key_hash, request_hash, created_at, seq)
    select customer, left(encode(sha256(convert_to(key::text, 'UTF8')), 'hex'), 32)::uuid,
      hashtextextended(key::text, 0), now_at, seq + n
    from line
  ), burned as (
    update creditkit.grants as g set remaining = g.remaining - 3 * pool.times
    from pool
    where g.customer = pool.customer and g.currency = pool.currency and g.resource = pool.resource
      and g.number = pool.number
  ), changed as (
    update creditkit.pools as p
    set seq = p.seq + pool.times, balance = p.balance - 3 * pool.times, last_at = pool.now_at
    from pool
    where p.customer = pool.customer and p.currency = pool.currency and p.resource = pool.resource
  )
  select sum(times)::integer as written, array_agg(whole)::text as before from pool`

// FILL changes the grants' own rows, so they have to be up to date.
const PUT_BACK = `select count(creditkit.lock_pool(customer, currency, resource)) from creditkit.pools`

const COUNT = `select creditkit.count_usage($1::creditkit.pools[])`

const TIMES = 100

/** Writes consumptions until there are about so many. */
export async function fillTo(scene: Scene, entries: number, say: (line: string) => void): Promise<void> {
  await scene.pool.query(PUT_BACK)
  let count = Number((await readSizes(scene)).consumptions)
  let told = performance.now()
  const work = async (part: number): Promise<void> => {
    while (count < entries) {
      const times = Math.max(1, Math.min(TIMES, Math.ceil((entries - count) / (POOLS + 143))))
      // oxlint-disable-next-line no-await-in-loop -- one batch after another
      const written = await withTransaction(scene.pool, async (client) => {
        const { rows } = await client.query<{ written: number; before: string }>(FILL, [part, times])
        await client.query(COUNT, [rows[0]?.before])
        return rows[0]?.written ?? 0
      })
      // Added after the wait: the other connection has counted meanwhile.
      count += written
      if (performance.now() - told > 10_000) {
        told = performance.now()
        say(`  ${count} of ${entries} entries`)
      }
    }
  }
  await Promise.all([work(0), work(1)])
  await scene.pool.query('vacuum analyze')
  // Else what was filled is still being written while the next works are measured.
  await scene.pool.query('checkpoint')
}

// A history of thirty days over three features, as the ledger would have written it.
const HISTORY = `
  insert into creditkit.entries (customer, currency, resource, seq, at, amount, balance_after, held_after, kind, splits,
    feature, quantity, key)
  select $1::text, 'credits', '', n, creditkit.now_ms() - interval '30 days' + n * interval '30 days' / $2::integer,
    -3, 1000000000000 - 3 * n, 0, 'consumption', array[1, -3, 1000000000000 - 3 * n], 'feature-' || n % 3, 1, n::text
  from generate_series(1, $2::integer) as n`

/** A customer with so many consumptions in the last thirty days. */
export async function writeHistory(scene: Scene, customer: string, entries: number): Promise<void> {
  await scene.ledger.grant({ customer, currency: 'credits', amount: 1_000_000_000_000n })
  const client = await scene.pool.connect()
  try {
    await client.query('begin')
    await client.query(`set local session_replication_role = 'replica'`)
    await client.query(`delete from creditkit.entries where customer = $1::text`, [customer])
    await client.query(HISTORY, [customer, entries])
    const sql = `update creditkit.pools set seq = $2::bigint, next_change_at = 'infinity' where customer = $1::text`
    await client.query(sql, [customer, 0])
    const { rows } = await client.query<{ before: string }>(
      'select array_agg(p)::text as before from creditkit.pools as p where customer = $1::text',
      [customer],
    )
    await client.query(sql, [customer, entries])
    await client.query(COUNT, [rows[0]?.before])
    await client.query('commit')
  } finally {
    client.release()
  }
}

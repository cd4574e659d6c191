import { type Scene } from './scene.ts'

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

// The batches that a lane would send, one after another, made by Postgres itself to save the time of the way there.
const BATCH = `
  select count(*) from creditkit.consume_many((
    select jsonb_agg(jsonb_build_object('place', n, 'customer',
      case when n % 8 = 0 then 'customer-0' else 'customer-' || (1 + floor(random() * 1000)) end,
      'currency', 'credits', 'resource', '', 'key', gen_random_uuid(), 'key_hash', gen_random_uuid(),
      'request_hash', gen_random_uuid(), 'feature', 'summary', 'quantity', '1'))
    from generate_series(0, 255) as n
  ), '7 days'::interval)`

/** Consumes until there are so many entries. */
export async function fillTo(scene: Scene, entries: number, say: (line: string) => void): Promise<void> {
  let count = Number((await readSizes(scene)).consumptions)
  let told = performance.now()
  const work = async (): Promise<void> => {
    while (count < entries) {
      count += 256
      // oxlint-disable-next-line no-await-in-loop -- one batch after another
      await scene.pool.query(BATCH)
      if (performance.now() - told > 10_000) {
        told = performance.now()
        say(`  ${count} of ${entries} entries`)
      }
    }
  }
  await Promise.all([work(), work()])
  await scene.pool.query('vacuum analyze')
}

// A history of thirty days over three features, as the ledger would have written it.
const HISTORY = `
  with written as (
    insert into creditkit.entries (customer, currency, resource, seq, at, amount, balance_after, held_after, overdraft,
      kind, splits, feature, quantity, key)
    select $1::text, 'credits', '', n, creditkit.now_ms() - interval '30 days' + n * interval '30 days' / $2::integer,
      -3, 1000000000000 - 3 * n, 0, 0, 'consumption', array[1, -3, 1000000000000 - 3 * n],
      'feature-' || n % 3, 1, n::text
    from generate_series(1, $2::integer) as n
    returning *
  ), by_hour as (
    insert into creditkit.usage_hours
    select customer, currency, date_bin('1 hour', at, '2000-01-01 00:00Z'), feature, resource, '{}', 3 * count(*), 0, 0,
      0, count(*)
    from written group by 1, 2, 3, 4, 5
  )
  insert into creditkit.usage_days
  select customer, currency, (at at time zone 'UTC')::date, feature, resource, '{}', 3 * count(*), count(*)
  from written group by 1, 2, 3, 4, 5`

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
    await client.query(sql, [customer, entries])
    await client.query('commit')
  } finally {
    client.release()
  }
}

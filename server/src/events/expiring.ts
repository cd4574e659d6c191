import type pg from 'pg'

/** As near as an expiry has to be, for the widgets and for the events alike. */
const soon = `interval '7 days'`

/** So many pools are told of in one go; the others in the next. */
const portion = 1000

const expiringGrant = (pool: string) => `
  exists (
    select from creditkit.grants as g
    where g.customer = ${pool}.customer and g.currency = ${pool}.currency and g.resource = ${pool}.resource
      and g.status = 'available'
      and g.expires_at > creditkit.now_ms() and g.expires_at <= creditkit.now_ms() + ${soon}
  )`

const cappedRollover = (pool: string) => `
  exists (
    select from creditkit.recurring_grants as r join creditkit.pools as of using (customer, currency, resource)
    where r.customer = ${pool}.customer and r.currency = ${pool}.currency and r.resource = ${pool}.resource
      and r.rollover_cap is not null and r.next_at > creditkit.now_ms() and r.next_at <= creditkit.now_ms() + ${soon}
      and creditkit.above_cap(r, of) > 0
  )`

const expiring = (pool: string) => `(${expiringGrant(pool)} or ${cappedRollover(pool)})`

// A pool's next change is never later than its next expiry or turn, so its index leaves few to look at.
const findSql = `
  -- Pools that have come to expire soon, or do so no more; while an instant has passed that nobody wrote down, they wait.
  select p.customer, p.currency, p.resource, true as expiring from creditkit.pools as p
  where p.next_change_at <= creditkit.now_ms() + ${soon} and ${expiring('p')}
    and not exists (
      select from creditkit.expiring_pools as e
      where e.customer = p.customer and e.currency = p.currency and e.resource = p.resource
    )
  union all
  select e.customer, e.currency, e.resource, false from creditkit.expiring_pools as e
  join creditkit.pools as p using (customer, currency, resource)
  where p.next_change_at > creditkit.now_ms() and not ${expiring('e')}
  limit ${portion}`

const event = (type: string) => `
  insert into creditkit.outbox (customer, kind, payload)
  select customer, 'alert', jsonb_build_object('type', '${type}', 'alert', 'expiring', 'currency', currency,
    'resource', nullif(resource, ''), 'at', creditkit.instant_text(creditkit.now_ms()))
  from changed`

// Of servers that find the same pool at once, one changes the row, and that one tells.
const raiseSql = `
  -- One pool's credits expire soon.
  with changed as (
    insert into creditkit.expiring_pools (customer, currency, resource) values ($1::text, $2::text, $3::text)
    on conflict do nothing returning customer, currency, resource
  ) ${event('alert.raised')}`

const clearSql = `
  -- They do so no more: expired, spent or extended.
  with changed as (
    delete from creditkit.expiring_pools where customer = $1::text and currency = $2::text and resource = $3::text
    returning customer, currency, resource
  ) ${event('alert.cleared')}`

interface FoundPool {
  readonly customer: string
  readonly currency: string
  readonly resource: string
  readonly expiring: boolean
}

/** Raises and clears the alert `expiring` of every pool, once for each time that it begins or ends. */
export async function tellExpiring(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<FoundPool>(findSql)
  for (const { customer, currency, resource, expiring } of rows) {
    // Each in a transaction of its own; in the background there is no hurry.
    // oxlint-disable-next-line no-await-in-loop
    await pool.query(expiring ? raiseSql : clearSql, [customer, currency, resource])
  }
}

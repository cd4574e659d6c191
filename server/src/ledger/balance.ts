import type pg from 'pg'
import type { Queryable } from '../database/pool.ts'
import { checkInstant } from './checks.ts'
import type { Currencies } from './currencies.ts'
import { type FullPoolKey, readPoolKey } from './pool-key.ts'
import { type Expiring, FORECAST_WINDOW_DAYS, type Losses, type Pace, toForecast, toPace } from './runway.ts'
import type { Currency } from './types/catalogue.ts'
import type { Money, PoolKey } from './types/common.ts'
import type { OverdraftKind, PoolState } from './types/pool.ts'
import { translated } from './writes.ts'

// One statement, so that all of it is of one moment. It has a name, so that Postgres plans it once for a connection:
// planning takes several times as long as running it.
const READ_NAME = 'creditkit.balance'
const READ = `
  with now as materialized (select creditkit.now_ms() as at), pool as (
    select p.*, p as whole from creditkit.pools as p
    where p.customer = $1::text and p.currency = $2::text and p.resource = $3::text
  ), open_grant as (
    select g.amount, g.category, g.expires_at, creditkit.remaining_of(g, pool.whole) as remaining
    from pool cross join creditkit.grants as g
    where g.customer = $1::text and g.currency = $2::text and g.resource = $3::text and g.status = 'available'
  ), expiring as (
    select coalesce(array_agg(at order by at), '{}') as instants, coalesce(array_agg(amount order by at), '{}') as amounts
    from (
      select expires_at as at, sum(remaining)::bigint as amount from open_grant
      where expires_at < 'infinity' group by expires_at
    ) as together
  ), above_cap as (
    select coalesce(array_agg(at order by at), '{}') as instants, coalesce(array_agg(amount order by at), '{}') as amounts
    from (
      select r.next_at as at, sum(greatest(creditkit.above_cap(r, pool.whole), 0))::bigint as amount
      from pool cross join creditkit.recurring_grants as r
      where r.customer = $1::text and r.currency = $2::text and r.resource = $3::text
        and r.rollover_cap is not null and r.next_at < 'infinity'
      group by r.next_at
      having sum(greatest(creditkit.above_cap(r, pool.whole), 0)) > 0
    ) as together
  ), used as (
    select coalesce(sum(u.amount), 0) as amount, min(u.day) filter (where u.amount > 0) as since
    from (
      select day, amount from creditkit.usage_days
      where customer = $1::text and currency = $2::text and resource = $3::text
      union all
      -- What is not in the sums yet, as usage_not_counted has it, but entry by entry.
      select (coalesce(e.occurred_at, e.at) at time zone 'UTC')::date, -e.amount
      from pool cross join lateral (
        -- There are fewer than a block. Told so by the limit, the planner keeps its plan; it would take a third of
        -- the pool's entries for them, and plan anew for each customer.
        select x.at, x.occurred_at, x.amount from creditkit.entries as x
        where x.customer = $1::text and x.currency = $2::text and x.resource = $3::text
          and x.seq > creditkit.counted_upto(pool.seq) and x.kind = 'consumption'
        limit creditkit.usage_block()
      ) as e
    ) as u
    where u.day > (select (at at time zone 'UTC')::date from now) - ${FORECAST_WINDOW_DAYS}
  )
  select now.at as "asOf", coalesce(pool.next_change_at <= now.at, false) as due,
    coalesce(pool.balance, 0) as balance, coalesce(pool.held, 0) as held, coalesce(pool.overdraft, 0) as overdraft,
    coalesce(pool.overdraft_limit, 0) as overdraft_limit, coalesce(pool.overdraft_soft, false) as overdraft_soft,
    coalesce(pool.seq, 0) as seq,
    coalesce((select sum(remaining) from open_grant where category = 'paid'), 0)::bigint as paid,
    coalesce((select sum(remaining) from open_grant where category = 'promotional'), 0)::bigint as promotional,
    coalesce((select sum(amount) from open_grant), 0)::text as granted,
    expiring.instants as expiring_at, expiring.amounts as expiring,
    above_cap.instants as above_cap_at, above_cap.amounts as above_cap,
    round(coalesce(pool.balance - pool.held, 0) / (10::numeric ^ c.scale) * c.unit_cost)::text as value,
    used.amount::text as used_recently, used.since::timestamp at time zone 'UTC' as used_since
  from now cross join used cross join expiring cross join above_cap
  join creditkit.currencies as c on c.id = $2::text left join pool on true`

const BRING_UP_TO_DATE = `select seq from creditkit.current_pool($1::text, $2::text, $3::text)`

const AT = `
  select e.balance_after as balance, e.seq from creditkit.entries as e
  where e.customer = $1::text and e.currency = $2::text and e.resource = $3::text
    and e.seq = creditkit.seq_at($1::text, $2::text, $3::text, $4::timestamptz)`

interface StateRow {
  readonly asOf: Date
  readonly due: boolean
  readonly balance: bigint
  readonly held: bigint
  readonly overdraft: bigint
  readonly overdraft_limit: bigint
  readonly overdraft_soft: boolean
  readonly seq: bigint
  readonly paid: bigint
  readonly promotional: bigint
  /** Like what was used: of amounts that each fit into 64 bits, and together need not. */
  readonly granted: string
  /** When credits of grants in effect expire, the soonest first; and how many then do. */
  readonly expiring_at: readonly Date[]
  readonly expiring: readonly bigint[]
  /** When roll-overs' caps take what is above them, the soonest first; and how much that is now. */
  readonly above_cap_at: readonly Date[]
  readonly above_cap: readonly bigint[]
  readonly value: string | null
  readonly used_recently: string
  readonly used_since: Date | null
}

/** A pool's state. */
export class Balances {
  readonly #pool: pg.Pool
  readonly #currencies: Currencies

  constructor(pool: pg.Pool, currencies: Currencies) {
    this.#pool = pool
    this.#currencies = currencies
  }

  async get(key: PoolKey, database: Queryable = this.#pool): Promise<PoolState> {
    const full = readPoolKey(key)
    const currency = await this.#currencies.known(full.currency)
    return toState(full, currency, await this.#read(full, database))
  }

  /** How quickly credits are used now, if they are. */
  async pace(key: PoolKey): Promise<{ readonly pace: Pace | null; readonly asOf: Date }> {
    const full = readPoolKey(key)
    await this.#currencies.known(full.currency)
    const row = await this.#read(full, this.#pool)
    return { pace: paceOf(row), asOf: row.asOf }
  }

  async #read(full: FullPoolKey, database: Queryable): Promise<StateRow> {
    const values = [full.customer, full.currency, full.resource]
    const read = { name: READ_NAME, text: READ, values }
    for (;;) {
      // oxlint-disable-next-line no-await-in-loop -- a second time only where an instant has just passed
      const [row] = (await translated(() => database.query<StateRow>(read))).rows
      if (row === undefined) throw new Error('The database gave no balance.')
      if (!row.due) return row
      // oxlint-disable-next-line no-await-in-loop
      await translated(() => database.query(BRING_UP_TO_DATE, values))
    }
  }

  async at(key: PoolKey, at: Date): Promise<{ balance: bigint; seq: bigint }> {
    const { customer, currency, resource } = readPoolKey(key)
    const values = [customer, currency, resource]
    await this.#currencies.known(currency)
    await translated(() => this.#pool.query(BRING_UP_TO_DATE, values))
    const { rows } = await this.#pool.query<{ balance: bigint; seq: bigint }>(AT, [
      ...values,
      checkInstant(at, 'instant'),
    ])
    return rows[0] ?? { balance: 0n, seq: 0n }
  }
}

function toState(key: FullPoolKey, currency: Currency, row: StateRow): PoolState {
  const available = row.balance - row.held
  const granted = BigInt(row.granted)
  const pace = paceOf(row)
  const losses = {
    expiring: together(row.expiring_at, row.expiring),
    aboveCap: together(row.above_cap_at, row.above_cap),
  }
  const overdraftKind: OverdraftKind = row.overdraft_soft ? 'soft' : 'hard'
  return {
    customer: key.customer,
    currency,
    resource: key.resource || null,
    balance: row.balance,
    held: row.held,
    available,
    overdraft: row.overdraft,
    overdraftLimit: row.overdraft_limit,
    overdraftKind,
    byCategory: [
      { category: 'paid', remaining: row.paid },
      { category: 'promotional', remaining: row.promotional },
    ],
    granted,
    used: granted - row.paid - row.promotional,
    value: toValue(currency, row.value),
    nextExpiry: nextOf(losses),
    runway: pace && toForecast(available, losses, pace, row.asOf),
    lowThreshold: currency.lowThreshold,
    seq: row.seq,
    asOf: row.asOf,
  }
}

function together(instants: readonly Date[], amounts: readonly bigint[]): Expiring[] {
  return instants.map((at, index) => ({ at, amount: amounts[index] ?? 0n }))
}

function nextOf({ expiring, aboveCap }: Losses): Expiring | null {
  const [one, other] = [expiring[0], aboveCap[0]]
  if (one === undefined || other === undefined) return one ?? other ?? null
  if (one.at.getTime() === other.at.getTime()) return { at: one.at, amount: one.amount + other.amount }
  return one.at < other.at ? one : other
}

function toValue(currency: Currency, value: string | null): Money | null {
  if (currency.unitCost === null || value === null) return null
  return { amount: BigInt(value), currency: currency.unitCost.currency, scale: currency.unitCost.scale }
}

function paceOf(row: StateRow): Pace | null {
  return row.used_since && toPace(BigInt(row.used_recently), row.used_since, row.asOf)
}

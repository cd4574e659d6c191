import type pg from 'pg'
import type { Position } from './position.ts'

/** One row of the outbox. */
export interface OutboxRow {
  readonly position: Position
  readonly customer: string
  readonly kind: 'balance' | 'grant' | 'order' | 'alert'
  readonly payload: Readonly<Record<string, unknown>>
  readonly createdAt: Date
  /** Of the currency of credits that the row is about, if it is about one. */
  readonly scale: number | null
  /** In the smallest unit. */
  readonly lowThreshold: bigint | null
  /** Whether nothing can come before it any more. */
  readonly final: boolean
}

const columns = `
  o.id, o.xact::text as xact, o.customer, o.kind, creditkit.payload_of(o) as payload, o.created_at as "createdAt",
  c.scale, c.low_threshold as "lowThreshold", o.xact < pg_snapshot_xmin(pg_current_snapshot()) as final`

const source = `
  creditkit.outbox as o left join creditkit.currencies as c on c.id = coalesce(o.currency, o.payload ->> 'currency')`

const afterSql = `
  -- What comes after a position, of everybody.
  select ${columns} from ${source}
  where (o.xact, o.id) > ($1::text::xid8, $2::bigint)
  order by o.xact, o.id limit $3::integer`

const afterOfCustomerSql = `
  -- What comes after a position, of one customer.
  select ${columns} from ${source}
  where o.customer = $4::text and (o.xact, o.id) > ($1::text::xid8, $2::bigint)
  order by o.xact, o.id limit $3::integer`

const endSql = `
  -- The end of what is final: whoever reads from here misses nothing that commits from now on.
  select pg_snapshot_xmin(pg_current_snapshot())::text as xact, 0::bigint as id`

const prunedSql = `
  -- Up to where rows were removed.
  select xact::text as xact, id from creditkit.outbox_horizon`

const pruneSql = `
  -- Removes the oldest rows and moves the mark, in one statement, so that no reader can miss one unnoticed.
  with old as materialized (
    select customer, xact, id from creditkit.outbox
    where created_at < now() - $1::integer * interval '1 day'
      and xact < pg_snapshot_xmin(pg_current_snapshot())
    order by xact, id limit $2::integer
  ), removed as (
    delete from creditkit.outbox o using old
    where o.customer = old.customer and o.xact = old.xact and o.id = old.id
  ), last as (
    select xact, id from old order by xact desc, id desc limit 1
  )
  update creditkit.outbox_horizon h set xact = last.xact, id = last.id
  from last where (last.xact, last.id) > (h.xact, h.id)`

interface Row extends Omit<OutboxRow, 'position'> {
  id: bigint
  xact: string
}

/** Reads the outbox in an order into which nothing can slip later. */
export class Outbox {
  readonly #pool: pg.Pool

  constructor(pool: pg.Pool) {
    this.#pool = pool
  }

  async after(position: Position, limit: number, customer?: string): Promise<OutboxRow[]> {
    const values = [
      position.xact.toString(),
      position.id,
      limit,
      ...(customer === undefined ? [] : [customer]),
    ]
    const { rows } = await this.#pool.query<Row>(
      customer === undefined ? afterSql : afterOfCustomerSql,
      values,
    )
    return rows.map(({ id, xact, ...row }) => ({ ...row, position: { id, xact: BigInt(xact) } }))
  }

  async end(): Promise<Position> {
    return await this.#position(endSql)
  }

  /** Positions before this one may have lost rows that came after them. */
  async pruned(): Promise<Position> {
    return await this.#position(prunedSql)
  }

  /** Removes a portion of what is older than `days`. @returns whether there may be more */
  async prune(days: number): Promise<boolean> {
    const portion = 5000
    const { rowCount } = await this.#pool.query(pruneSql, [days, portion])
    return rowCount !== 0
  }

  async #position(sql: string): Promise<Position> {
    const { rows } = await this.#pool.query<{ xact: string; id: bigint }>(sql)
    const [row] = rows
    if (!row) throw new Error('The outbox has no end: has its migration run?')
    return { xact: BigInt(row.xact), id: row.id }
  }
}

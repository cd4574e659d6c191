import type pg from 'pg'

// Also of entries whose pool is gone, which verify has to find.
const KNOWN = `
  select from creditkit.pools where customer = $1::text
  union all select from creditkit.entries where customer = $1::text
  limit 1`

// Step by step along the indexes.
const AFTER = `
  with recursive step as (
    select $1::text as customer
    union all
    select least(
      (select min(p.customer) from creditkit.pools as p where p.customer > step.customer),
      (select min(e.customer) from creditkit.entries as e where e.customer > step.customer))
    from step where step.customer is not null
  )
  select customer from step where customer > $1::text limit $2::integer`

/** Whether the ledger has anything of a customer. */
export async function isInLedger(pool: pg.Pool, customer: string): Promise<boolean> {
  return (await pool.query(KNOWN, [customer])).rowCount !== 0
}

/** The next of all customers in the ledger, in order. @param after the last of those before; empty for the first */
export async function customersAfter(pool: pg.Pool, after: string, limit: number): Promise<string[]> {
  return (await pool.query<{ customer: string }>(AFTER, [after, limit])).rows.map((row) => row.customer)
}

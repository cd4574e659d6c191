import type pg from 'pg'

export interface CustomerRecord {
  readonly id: string
  readonly name: string | null
  readonly email: string | null
  readonly createdAt: Date
  readonly updatedAt: Date
}

const columns = 'id, name, email, created_at as "createdAt", updated_at as "updatedAt"'

const putSql = `
  -- Creates a customer, or sets what they are called.
  insert into creditkit.customers (id, name, email) values ($1::text, $2::text, $3::text)
  on conflict (id) do update set name = excluded.name, email = excluded.email, updated_at = creditkit.now_ms()
  returning ${columns}`

const getSql = `
  -- One customer.
  select ${columns} from creditkit.customers where id = $1::text`

/** The host's customers, by the host's own ids. */
export class Customers {
  readonly #pool: pg.Pool

  constructor(pool: pg.Pool) {
    this.#pool = pool
  }

  async put(
    id: string,
    details: { name?: string | undefined; email?: string | undefined },
  ): Promise<CustomerRecord> {
    const { rows } = await this.#pool.query<CustomerRecord>(putSql, [
      id,
      details.name ?? null,
      details.email ?? null,
    ])
    const [customer] = rows
    if (!customer) throw new Error('A customer could not be stored.')
    return customer
  }

  async get(id: string): Promise<CustomerRecord | undefined> {
    return (await this.#pool.query<CustomerRecord>(getSql, [id])).rows[0]
  }
}

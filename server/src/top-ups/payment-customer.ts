import type { Queryable } from '../database/pool.ts'
import type { Context } from './context.ts'
import { GatewayError } from './gateway.ts'

const REMEMBER = `
  insert into creditkit.payment_customers (customer, livemode) values ($1::text, $2::boolean)
  on conflict (customer, livemode) do nothing`

const FIND = `
  select payment_customer as "paymentCustomer", generation
  from creditkit.payment_customers where customer = $1::text and livemode = $2::boolean`

const SET = `
  update creditkit.payment_customers set payment_customer = $3::text, updated_at = creditkit.now_ms()
  where customer = $1::text and livemode = $2::boolean and generation = $4::integer and payment_customer is null`

// Stripe keeps its answer for a key: the next call has another one. A counterpart too many would cost nothing.
const NEXT_GENERATION = `
  update creditkit.payment_customers set generation = generation + 1, updated_at = creditkit.now_ms()
  where customer = $1::text and livemode = $2::boolean and generation = $3::integer and payment_customer is null`

const FORGET = `
  update creditkit.payment_customers
  set payment_customer = null, generation = generation + 1, updated_at = creditkit.now_ms()
  where payment_customer = $1::text and livemode = $2::boolean`

interface Row {
  readonly paymentCustomer: string | null
  readonly generation: number
}

/** Our customer's counterpart in Stripe, made at the first need: name and e-mail come from the host alone. */
export async function ensurePaymentCustomer(context: Context, customer: string): Promise<string> {
  const { pool, gateway } = context
  const known = await findPaymentCustomer(pool, customer, gateway.livemode)
  if (known?.paymentCustomer) return known.paymentCustomer
  await pool.query(REMEMBER, [customer, gateway.livemode])
  const generation = known?.generation ?? 1
  const { name, email } = await context.describeCustomer(customer)
  // Two clicks at once send the same key and get the same counterpart.
  const idempotencyKey = `customer:${customer}:${generation}`
  const created = await gateway
    .createCustomer({ customer, name, email, idempotencyKey })
    .catch(async (error: unknown) => {
      if (error instanceof GatewayError && error.keySpent)
        await pool.query(NEXT_GENERATION, [customer, gateway.livemode, generation])
      throw error
    })
  await pool.query(SET, [customer, gateway.livemode, created, generation])
  return (await findPaymentCustomer(pool, customer, gateway.livemode))?.paymentCustomer ?? created
}

export async function findPaymentCustomer(
  database: Queryable,
  customer: string,
  livemode: boolean,
): Promise<Row | null> {
  const { rows } = await database.query<Row>(FIND, [customer, livemode])
  return rows[0] ?? null
}

/** The counterpart was deleted in Stripe: the next purchase makes a new one. */
export async function forgetPaymentCustomer(
  database: Queryable,
  paymentCustomer: string,
  livemode: boolean,
): Promise<void> {
  await database.query(FORGET, [paymentCustomer, livemode])
}

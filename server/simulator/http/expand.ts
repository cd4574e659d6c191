import type { State, StripeObject } from '../state/state.ts'
import { invalid } from './errors.ts'
import { innerList } from './lists.ts'

type Fields = Record<string, unknown>

/** The fields that hold an id, and where the object behind it is. */
const TABLES: Readonly<Record<string, Exclude<keyof State, 'account'>>> = {
  balance_transaction: 'balanceTransactions',
  charge: 'charges',
  coupon: 'coupons',
  customer: 'customers',
  default_payment_method: 'paymentMethods',
  default_price: 'prices',
  failure_balance_transaction: 'balanceTransactions',
  invoice: 'invoices',
  latest_charge: 'charges',
  payment_intent: 'paymentIntents',
  payment_method: 'paymentMethods',
  price: 'prices',
  product: 'products',
  promotion_code: 'promotionCodes',
  setup_intent: 'setupIntents',
}

/** Lists that an object carries only when they are asked for. */
const includable: Readonly<Record<string, (state: State, id: string) => object>> = {
  'checkout.session.line_items': (state, id) =>
    innerList(state.sessionDetails.get(id)?.lines ?? [], `/v1/checkout/sessions/${id}/line_items`),
  'charge.refunds': (state, id) =>
    innerList(
      state.refunds.newestFirst().filter((refund) => refund.charge === id),
      `/v1/charges/${id}/refunds`,
    ),
  'customer.sources': (_state, id) => innerList([], `/v1/customers/${id}/sources`),
  'customer.subscriptions': (_state, id) => innerList([], `/v1/customers/${id}/subscriptions`),
  'customer.tax_ids': (_state, id) => innerList([], `/v1/customers/${id}/tax_ids`),
}

const refuse = (path: string): never => {
  throw invalid(`This property cannot be expanded (${path}).`, 'expand')
}

/**
 * Puts objects in the place of their ids along each path (`payment_intent.latest_charge`, `data.customer`).
 * Changes `answer`, which is therefore a copy of what is kept.
 */
export const expand = (state: State, answer: object, paths: readonly string[]): void => {
  for (const path of paths) {
    const parts = path.split('.')
    if (parts.length > 4)
      throw invalid(`You cannot expand more than 4 levels of a property. Property: ${path}`, 'expand')
    walk(state, answer, parts, path)
  }
}

const walk = (state: State, at: unknown, parts: readonly string[], path: string): void => {
  const [name, ...rest] = parts
  if (name === undefined || at === null) return
  if (Array.isArray(at)) {
    for (const item of at) walk(state, item, parts, path)
    return
  }
  if (typeof at !== 'object') return
  const fields = at as Fields
  const opened = open(state, fields, name)
  if (opened === undefined) return void refuse(path)
  fields[name] = opened
  walk(state, opened, rest, path)
}

/** The field's value with the object in the place of its id; undefined where there is nothing to expand. */
const open = (state: State, fields: Fields, name: string): unknown => {
  const include = includable[`${String(fields['object'])}.${name}`]
  if (include) return structuredClone(include(state, String(fields['id'])))
  const value = fields[name]
  if (typeof value !== 'string') return value
  const table = name === 'source' ? sourceTable(fields) : TABLES[name]
  if (table === undefined) return undefined
  const row = (state[table].get(value) ?? null) as StripeObject | null
  return row === null ? value : structuredClone(row)
}

/** A balance transaction's `source` is whatever moved the balance. */
const sourceTable = (fields: Fields): 'refunds' | 'charges' | 'disputes' => {
  const source = String(fields['source'])
  return source.startsWith('re_') ? 'refunds' : source.startsWith('du_') ? 'disputes' : 'charges'
}

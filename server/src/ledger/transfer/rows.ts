import { moneyScale } from '../../money-scale.ts'
import { normalizeQuantity, parseAmount } from '../amount.ts'
import { checkDimensions, checkInstant, checkText, HOST_ID, isLonger } from '../checks.ts'
import { unknownCurrency } from '../currencies.ts'
import { LedgerError } from '../errors.ts'
import { unknownFeature } from '../features.ts'
import { readTerms } from '../grant-request.ts'
import type { Money } from '../types/common.ts'

export type ImportKind = 'balances' | 'usage'

/** What rows may name. */
export interface Catalogue {
  /** By currency. */
  readonly scales: ReadonlyMap<string, number>
  /** Archived ones too: history may be of them. */
  readonly features: ReadonlySet<string>
}

/** A row that stands for one grant or one usage, as columns; its pool's key among them. */
export interface ImportRow {
  readonly customer: string
  readonly currency: string
  readonly resource: string
  readonly columns: Readonly<Record<string, unknown>>
}

/** What each line of a file to import has to have. */
export const REQUIRED: Readonly<Record<ImportKind, readonly string[]>> = {
  balances: ['customer', 'currency', 'amount'],
  usage: ['customer', 'currency', 'amount', 'at'],
}

/** What it can have. */
export const COLUMNS: Readonly<Record<ImportKind, readonly string[]>> = {
  balances: [
    'customer',
    'currency',
    'resource',
    'amount',
    'category',
    'priority',
    'effectiveAt',
    'expiresAt',
    'features',
    'costAmount',
    'costCurrency',
    'costScale',
    'orderId',
    'reason',
  ],
  usage: ['customer', 'currency', 'resource', 'feature', 'quantity', 'amount', 'at', 'dimensions'],
}

/**
 * Checks a row.
 *
 * @throws LedgerError with the reason why it is set aside.
 */
export function readRow(
  kind: ImportKind,
  fields: Readonly<Record<string, string>>,
  catalogue: Catalogue,
): ImportRow {
  const unknown = Object.keys(fields).find((name) => !COLUMNS[kind].includes(name))
  if (unknown !== undefined) throw new LedgerError('invalid_value', `There is no column "${unknown}".`)
  const currency = fields['currency'] ?? ''
  const scale = catalogue.scales.get(currency)
  if (scale === undefined) throw unknownCurrency(currency)
  const amount = parseAmount(fields['amount'] ?? '', scale)
  checkAmount(kind, amount, fields)
  return {
    customer: readHostId(fields['customer'] ?? '', 'customer'),
    currency,
    resource: fields['resource'] ? readHostId(fields['resource'], 'resource') : '',
    columns: {
      amount: amount.toString(),
      ...(kind === 'balances' ? readBalance(fields) : readUsage(fields, catalogue)),
    },
  }
}

function checkAmount(kind: ImportKind, amount: bigint, fields: Readonly<Record<string, string>>): void {
  if (amount > 0n || (amount === 0n && kind === 'usage' && given(fields['quantity']) !== undefined)) return
  const unless = kind === 'usage' ? ', or zero for a quantity that cost nothing' : ''
  throw new LedgerError('invalid_amount', `The amount has to be above zero${unless}.`)
}

function readBalance(fields: Readonly<Record<string, string>>): Record<string, unknown> {
  const orderId = given(fields['orderId'])
  const expiresAt = readInstant(fields['expiresAt'], 'expiresAt')
  if (expiresAt && expiresAt.getTime() <= Date.now()) {
    throw new LedgerError('invalid_expiry', 'These credits have expired already.')
  }
  return {
    ...readTerms({
      category: (given(fields['category']) ?? 'promotional') as 'paid',
      priority: readInteger(fields['priority'] ?? '', 'priority') ?? 0,
      features: given(fields['features'])?.split(';'),
      costBasis: readCost(fields),
    }),
    effective_at: readInstant(fields['effectiveAt'], 'effectiveAt'),
    expires_at: expiresAt,
    order_id: orderId === undefined ? undefined : checkText(orderId, 'order'),
    reason: checkText(given(fields['reason']) ?? 'imported', 'reason', 500),
  }
}

/** What was paid, in the smallest unit of the money, as the ledger keeps it; null where nothing is said of it. */
function readCost(fields: Readonly<Record<string, string>>): Money | null {
  const [amount, scale] = [given(fields['costAmount']), given(fields['costScale'])]
  const currency = given(fields['costCurrency'])
  if (amount === undefined) {
    if (currency === undefined && scale === undefined) return null
    throw new LedgerError(
      'invalid_value',
      'costCurrency and costScale need a costAmount. Give it, or leave them out.',
    )
  }
  // "12.00" would be meant as twelve dollars, and be taken for twelve cents.
  if (!/^-?\d+$/.test(amount)) {
    throw new LedgerError(
      'invalid_amount',
      `costAmount is a whole number of the money's smallest unit, such as 550 for $5.50, not "${amount}".`,
    )
  }
  if (currency === undefined) {
    throw new LedgerError(
      'invalid_value',
      'costAmount needs a costCurrency such as usd. Give it, or leave both out.',
    )
  }
  return {
    amount: BigInt(amount),
    currency,
    scale: readInteger(scale ?? '', 'costScale') ?? moneyScale(currency),
  }
}

function readUsage(fields: Readonly<Record<string, string>>, catalogue: Catalogue): Record<string, unknown> {
  const quantity = given(fields['quantity'])
  const feature = given(fields['feature'])
  if (feature !== undefined && !catalogue.features.has(feature)) throw unknownFeature(feature)
  const occurredAt = readInstant(fields['at'] ?? '', 'at')
  if (occurredAt === undefined || occurredAt.getTime() >= Date.now()) {
    throw new LedgerError(
      'invalid_time',
      'Usage history lies in the past. Give its time in the column at, such as "2026-11-22T10:20:00Z".',
    )
  }
  return {
    feature: feature ?? null,
    quantity: quantity === undefined ? null : normalizeQuantity(quantity),
    dimensions: checkDimensions(readDimensions(given(fields['dimensions']))),
    occurred_at: occurredAt,
  }
}

/** JSON, or `name=value;name=value`. */
function readDimensions(text: string | undefined): Record<string, string> | undefined {
  if (text === undefined) return undefined
  if (text.startsWith('{')) return readDimensionsJson(text)
  const pairs = text.split(';').map(readPair)
  for (const [index, [name]] of pairs.entries()) {
    if (pairs.findIndex(([other]) => other === name) < index) {
      throw new LedgerError('invalid_value', `The dimension ${name} stands here twice. Leave one of them.`)
    }
  }
  return Object.fromEntries(pairs)
}

function readPair(pair: string): [string, string] {
  const [name = '', ...value] = pair.split('=')
  return [name, value.join('=')]
}

function readDimensionsJson(text: string): Record<string, string> {
  try {
    return JSON.parse(text) as Record<string, string>
  } catch {
    throw new LedgerError(
      'invalid_value',
      `Write the dimensions as "model=large;tier=1" or as a JSON object, not "${text}".`,
    )
  }
}

function readInstant(text: string | undefined, name: string): Date | undefined {
  const value = given(text)
  if (value === undefined) return undefined
  const [, day, hour] =
    /^(\d{4}-\d\d-\d\d)T(\d\d):\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)$/.exec(value) ?? []
  if (day === undefined || hour === '24' || !isDay(day)) {
    throw new LedgerError('invalid_time', `Write ${name} as "2026-11-22T10:20:00Z", not "${value}".`)
  }
  return checkInstant(new Date(value), name)
}

/** JavaScript takes February 30 for a day of March. */
function isDay(day: string): boolean {
  const midnight = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(day)
}

function readInteger(text: string, name: string): number | undefined {
  if (text === '') return undefined
  if (!/^-?\d{1,6}$/.test(text)) {
    throw new LedgerError('invalid_value', `Write ${name} as a whole number, not "${text}".`)
  }
  return Number(text)
}

/** As the API takes a customer or a resource: what it would not find again is not let in. */
function readHostId(text: string, what: string): string {
  const { longest, noSpacesAround, noRelativePath } = HOST_ID
  const hasForm = noSpacesAround.test(text) && noRelativePath.test(text) && !/\p{Cc}/u.test(text)
  if (hasForm && text.isWellFormed() && !isLonger(text, longest)) return text
  throw new LedgerError(
    'invalid_value',
    `Give the ${what} as 1 to ${longest} characters, without spaces around them or control characters, and not as "." or "..".`,
  )
}

function given(text: string | undefined): string | undefined {
  return text === undefined || text === '' ? undefined : text
}

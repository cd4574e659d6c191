import { trimDecimal } from './amount.ts'
import { checkDimensions, checkInstant } from './checks.ts'
import { LedgerError } from './errors.ts'
import type { RateModel, RateRequest } from './types/catalogue.ts'
import type { Dimensions } from './types/common.ts'

const PRICE = /^\d{1,12}(?:\.\d{1,12})?$/

/** Bytes of names and values: rates are found by them, and an index of Postgres takes no more than 2704. */
const LONGEST_DIMENSIONS = 2000

/** A rate version as it is stored. */
export interface RateTerms {
  readonly dimensions: Dimensions
  readonly specificity: number
  readonly dimensionNames: string
  readonly model: RateModel
  /** Credits for `per` units, a price a tier. */
  readonly prices: readonly string[]
  /** The quantity up to which each price counts, but for the last. */
  readonly limits: readonly string[]
  readonly per: string
  readonly wholeBlocks: boolean
  readonly effectiveAt: Date | undefined
}

/** @throws LedgerError `invalid_rate` */
export function readRateTerms(request: RateRequest): RateTerms {
  const dimensions = readDimensions(request.dimensions)
  const names = Object.keys(dimensions).sort()
  const model = request.model ?? (request.tiers === undefined ? 'flat' : 'graduated')
  return {
    dimensions,
    specificity: names.length,
    dimensionNames: names.join(),
    model,
    ...(model === 'flat' ? readFlat(request) : readTiers(request)),
    per: readPositive(request.per ?? '1', 'per'),
    wholeBlocks: request.wholeBlocks ?? false,
    effectiveAt: request.effectiveAt && checkInstant(request.effectiveAt, 'effective instant'),
  }
}

function readDimensions(dimensions: Dimensions | undefined): Dimensions {
  const checked = Object.entries(checkDimensions(dimensions) ?? {}).filter(([, value]) => value !== '*')
  if (Buffer.byteLength(checked.flat().join('')) > LONGEST_DIMENSIONS) {
    throw new LedgerError(
      'invalid_rate',
      `The dimensions of a rate have at most ${LONGEST_DIMENSIONS} bytes together. Shorten their names or values.`,
    )
  }
  return Object.fromEntries(checked)
}

function readFlat(request: RateRequest): { prices: string[]; limits: string[] } {
  if (request.price === undefined || request.tiers !== undefined) {
    throw new LedgerError('invalid_rate', 'A flat rate has a price and no tiers.')
  }
  return { prices: [readPrice(request.price)], limits: [] }
}

function readTiers(request: RateRequest): { prices: string[]; limits: string[] } {
  const { tiers = [] } = request
  if (tiers.length === 0 || tiers.length > 50 || request.price !== undefined) {
    throw new LedgerError(
      'invalid_rate',
      'A tiered rate (graduated or volume) has 1 to 50 tiers, and no price of its own.',
    )
  }
  const limits = tiers
    .slice(0, -1)
    .map((tier) => readPositive(tier.upTo ?? '', 'upTo of every tier but the last'))
  const rising = limits.every((limit, index) => compareDecimals(limits[index - 1] ?? '0', limit) < 0)
  if (!rising || tiers.at(-1)?.upTo !== null) {
    throw new LedgerError('invalid_rate', 'The tiers rise by their upTo, and the last one has null there.')
  }
  return { prices: tiers.map((tier) => readPrice(tier.price)), limits }
}

function readPrice(price: string): string {
  if (!PRICE.test(price)) {
    throw new LedgerError(
      'invalid_rate',
      `Write the price as a decimal such as "0.25", zero or more, not "${price}".`,
    )
  }
  return trimDecimal(price)
}

function readPositive(text: string, what: string): string {
  const number = PRICE.test(text) ? trimDecimal(text) : '0'
  if (number === '0') {
    throw new LedgerError(
      'invalid_rate',
      `Write ${what} as a decimal above zero such as "1000", not "${text}".`,
    )
  }
  return number
}

function compareDecimals(a: string, b: string): number {
  const difference = scaled(a) - scaled(b)
  return difference < 0n ? -1 : Number(difference > 0n)
}

function scaled(decimal: string): bigint {
  const [whole = '0', fraction = ''] = decimal.split('.')
  return BigInt(whole + fraction.padEnd(12, '0'))
}

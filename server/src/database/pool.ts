import { type CustomTypesConfig, Pool, type PoolClient, types } from 'pg'

/** The client of an open transaction, or a pool: whatever a single statement can be sent to. */
export type Queryable = Pool | PoolClient

export interface PoolOptions {
  /** Most connections open at once. 10 when left out. */
  readonly max?: number
  /** Shown in `pg_stat_activity`. */
  readonly applicationName?: string
}

const INT8 = 20
const DATE = 1082
const TIMESTAMPTZ = 1184
const INT8_ARRAY = 1016
const DATE_ARRAY = 1182
const NUMERIC_ARRAY = 1231
const TEXT_ARRAY = 1009
const UUID_ARRAY = 2951

/** A server that does not answer is an error after this many milliseconds, not a wait without end. */
const CONNECT_TIMEOUT = 10_000

type ParseText = (text: string) => unknown

// The driver's own types list the built-in types as an enum that has no arrays.
const builtInParser = types.getTypeParser as (oid: number, format?: 'text' | 'binary') => ParseText

const parseAnyArray = builtInParser(TEXT_ARRAY) as (text: string) => (string | null)[]

/** Without quotes, nulls and arrays inside, as most are: the driver goes letter by letter. */
const PLAIN_ARRAY = /^\{(?!.*NULL)[^"\\{}]+\}$/

function parseTextArray(text: string): (string | null)[] {
  return PLAIN_ARRAY.test(text) ? text.slice(1, -1).split(',') : parseAnyArray(text)
}

function parseBigintArray(text: string): (bigint | null)[] {
  return parseTextArray(text).map((item) => (item === null ? null : BigInt(item)))
}

/** With an offset of whole hours, as most are: the driver takes such a text apart and puts it together again. */
const PLAIN_INSTANT = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,3})?[+-]\d\d$/

const parseAnyInstant = builtInParser(TIMESTAMPTZ) as (text: string) => Date

/** An instant as Postgres writes it. An infinite one comes as the number, which no Date can be: queries leave it out. */
export function parseInstant(text: string): Date {
  return PLAIN_INSTANT.test(text)
    ? new Date(`${text.slice(0, 10)}T${text.slice(11)}:00`)
    : parseAnyInstant(text)
}

// Node-postgres reads a date as local midnight and an array of numerics as floats; both would alter values.
const parsers = new Map<number, ParseText>([
  [INT8, BigInt],
  [DATE, String],
  [TIMESTAMPTZ, parseInstant],
  [INT8_ARRAY, parseBigintArray],
  [TEXT_ARRAY, parseTextArray],
  [UUID_ARRAY, parseTextArray],
  [DATE_ARRAY, parseTextArray],
  [NUMERIC_ARRAY, parseTextArray],
])

const ownTypes: CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    return (format === 'binary' ? undefined : parsers.get(oid)) ?? builtInParser(oid, format)
  },
}

/**
 * A pool of connections that reads `int8` as bigint, `numeric` as string, `timestamptz` as Date and `date`
 * as string (`2026-11-22`), and arrays of these alike. Numbers inside `json` become floats all the same:
 * put amounts there as strings.
 *
 * A connection that breaks is dropped from the pool; the query under way on it fails, the process lives on.
 */
export function createPool(connectionString: string, options: PoolOptions = {}): Pool {
  const pool = new Pool({
    connectionString,
    max: options.max ?? 10,
    application_name: options.applicationName ?? 'creditkit',
    connectionTimeoutMillis: CONNECT_TIMEOUT,
    keepAlive: true,
    types: ownTypes,
  })
  // An 'error' event without a listener ends the process; the pool replaces the connection by itself.
  pool.on('error', ignore)
  pool.on('connect', (client) => client.on('error', ignore))
  return pool
}

function ignore(): void {}

import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { withTransaction } from '../../database/transaction.ts'
import { LedgerError } from '../errors.ts'
import { isBadValue, pastRaces, toLedgerError } from '../refusals.ts'
import { readFormat } from './formats.ts'
import { readLines, type SourceLine } from './read-lines.ts'
import { type RejectedLine, rejectsOf, writeRejects } from './rejects.ts'
import type { Catalogue, ImportKind, ImportRow } from './rows.ts'

export interface ImportOptions {
  readonly pool: pg.Pool
  /** Of this import, unique for ever: with it a broken-off import is taken up where it was. */
  readonly name: string
  readonly kind: ImportKind
  /** A file of CSV with a header, or of JSON lines if its name ends in `.jsonl`. */
  readonly source: string
  /** Where rows that cannot be imported go, with the reason; `<source>.rejected.csv` when left out. */
  readonly rejects?: string
  readonly onProgress?: (progress: ImportProgress) => void
  /** Stops after the chunk that is under way; to be taken up later. */
  readonly signal?: AbortSignal
}

export interface ImportProgress {
  readonly lines: number
  readonly accepted: number
  readonly rejected: number
  /** Of the source, 0 to 1. */
  readonly part: number
  /** Seconds, going by the pace so far; null at first. */
  readonly secondsLeft: number | null
  readonly finished: boolean
}

interface State {
  readonly kind: ImportKind
  readonly source_hash: string
  position: bigint
  lines: bigint
  accepted: bigint
  rejected: bigint
  finished_at: Date | null
}

interface Parsed {
  readonly line: SourceLine
  readonly row: ImportRow
}

interface Reject {
  readonly line: SourceLine
  readonly reason: string
}

const CHUNK = 1000

const BEGIN = `
  insert into creditkit.imports (name, kind, source_hash) values ($1::text, $2::text, $3::text)
  on conflict (name) do nothing`
const STATE = `
  select kind, source_hash, position, lines, accepted, rejected, finished_at from creditkit.imports
  where name = $1::text`
const ADVANCE = `
  update creditkit.imports
  set position = $3::bigint, lines = $4::bigint, accepted = accepted + $5::bigint, rejected = rejected + $6::bigint,
    finished_at = case when $7::boolean then creditkit.now_ms() end
  where name = $1::text and position = $2::bigint
  returning kind, source_hash, position, lines, accepted, rejected, finished_at`
const REJECT = `
  insert into creditkit.import_rejects (import, line, source, reason)
  values ($1::text, $2::bigint, $3::text, $4::text)`
const REJECTS = `select line, source, reason from creditkit.import_rejects where import = $1::text order by line`
const BALANCES = 'select creditkit.import_balances($1::jsonb)'
const USAGE = 'select creditkit.import_usage($1::jsonb, $2::text)'

/** Imports a file, or what is left of it. Each chunk is there whole or not at all. */
export async function importLedger(options: ImportOptions): Promise<ImportProgress> {
  const { pool, name, kind, source } = options
  const format = await readFormat(source, kind)
  const hash = await fingerprint(source)
  await pool.query(BEGIN, [name, kind, hash])
  let state = await readState(pool, name)
  if (state.kind !== kind || state.source_hash !== hash) {
    throw new LedgerError(
      'invalid_value',
      `The import "${name}" was begun with another file. Use another name.`,
    )
  }
  const isOver = state.finished_at !== null
  const importing = new Importing(options, (await stat(source)).size, Number(state.position))
  const catalogue = await readCatalogue(pool)
  let chunk: SourceLine[] = []
  const finishChunk = async (finished: boolean): Promise<void> => {
    state = await writeChunk(options, state, chunk, (line) => format.read(line, catalogue), finished)
    chunk = []
    importing.tell(state)
  }
  if (!isOver) {
    for await (const line of readLines(source, Number(state.position), Number(state.lines))) {
      if (options.signal?.aborted) return importing.progress(state)
      chunk.push({ ...line, text: format.original(line.text) })
      if (chunk.length === CHUNK) await finishChunk(false)
    }
    await finishChunk(true)
  }
  const { rows } = await pool.query<RejectedLine>(REJECTS, [name])
  if (rows.length > 0) {
    const path = options.rejects ?? rejectsOf(source)
    await writeRejects({ path, of: name, columns: format.header, lines: rows }, isOver)
  }
  return importing.progress(state)
}

/** How far it is and how long it will take. */
class Importing {
  readonly #options: ImportOptions
  readonly #size: number
  readonly #from: number
  readonly #begun = performance.now()

  constructor(options: ImportOptions, size: number, from: number) {
    this.#options = options
    this.#size = size
    this.#from = from
  }

  tell(state: State): void {
    this.#options.onProgress?.(this.progress(state))
  }

  progress(state: State): ImportProgress {
    const position = Number(state.position)
    const seconds = (performance.now() - this.#begun) / 1000
    const done = position - this.#from
    return {
      lines: Number(state.lines),
      accepted: Number(state.accepted),
      rejected: Number(state.rejected),
      part: this.#size === 0 ? 1 : position / this.#size,
      secondsLeft: done === 0 ? null : (seconds * (this.#size - position)) / done,
      finished: state.finished_at !== null,
    }
  }
}

async function readCatalogue(pool: pg.Pool): Promise<Catalogue> {
  const currencies = await pool.query<{ id: string; scale: number }>(
    'select id, scale from creditkit.currencies',
  )
  const features = await pool.query<{ id: string }>('select id from creditkit.features')
  return {
    scales: new Map(currencies.rows.map((row) => [row.id, row.scale])),
    features: new Set(features.rows.map((row) => row.id)),
  }
}

async function readState(pool: pg.Pool, name: string): Promise<State> {
  const [state] = (await pool.query<State>(STATE, [name])).rows
  if (state === undefined) throw new Error('The database lost an import.')
  return state
}

/** The chunk's rows and the import's state, in one transaction. */
async function writeChunk(
  options: ImportOptions,
  state: State,
  chunk: readonly SourceLine[],
  read: (line: SourceLine) => ImportRow | null,
  finished: boolean,
): Promise<State> {
  const parsed: Parsed[] = []
  const rejects: Reject[] = []
  for (const line of chunk) {
    try {
      const row = read(line)
      if (row !== null) parsed.push({ line, row })
    } catch (error) {
      rejects.push({ line, reason: error instanceof Error ? error.message : String(error) })
    }
  }
  const last = chunk.at(-1)
  const place = [last?.end ?? state.position, last?.number ?? state.lines]
  return await pastRaces(() =>
    withTransaction(options.pool, async (client) => {
      const refused = await writeRows(client, options, parsed)
      const setAside = [...rejects, ...refused]
      const counts = [parsed.length - refused.length, setAside.length]
      const values = [options.name, state.position, ...place, ...counts, finished]
      // Before what was set aside, which nobody else can have written once this has the import's row.
      const [after] = (await client.query<State>(ADVANCE, values)).rows
      if (after === undefined) {
        throw new LedgerError(
          'invalid_value',
          `The import "${options.name}" is under way elsewhere. Wait until it is done there.`,
        )
      }
      for (const { line, reason } of setAside) {
        // oxlint-disable-next-line no-await-in-loop -- rare
        await client.query(REJECT, [options.name, line.number, ...[line.text, reason].map(withoutNul)])
      }
      return after
    }),
  )
}

/** Postgres keeps no NUL in a text. */
function withoutNul(text: string): string {
  return text.replaceAll('\0', '\uFFFD')
}

/** Writes rows all at once. Where one of them spoils it, each half on its own: @returns those that are refused. */
async function writeRows(
  client: pg.PoolClient,
  options: ImportOptions,
  parsed: readonly Parsed[],
): Promise<Reject[]> {
  const [first] = parsed
  if (first === undefined) return []
  const rows = JSON.stringify(
    parsed.map(({ row: { customer, currency, resource, columns } }) => ({
      customer,
      currency,
      resource,
      ...columns,
    })),
  )
  await client.query('savepoint import_rows')
  try {
    if (options.kind === 'balances') await client.query(BALANCES, [rows])
    else await client.query(USAGE, [rows, options.name])
    await client.query('release savepoint import_rows')
    return []
  } catch (error) {
    const refusal = toLedgerError(error)
    // A lost connection or a full disk is no reason to set a row aside.
    if (!(refusal instanceof Error && (refusal instanceof LedgerError || isBadValue(error)))) throw error
    await client.query('rollback to savepoint import_rows')
    if (parsed.length === 1) return [{ line: first.line, reason: refusal.message }]
    const half = Math.ceil(parsed.length / 2)
    return [
      ...(await writeRows(client, options, parsed.slice(0, half))),
      ...(await writeRows(client, options, parsed.slice(half))),
    ]
  }
}

/** Of the whole source: a file that was written anew since is another. */
async function fingerprint(source: string): Promise<string> {
  const digest = createHash('sha256')
  await pipeline(createReadStream(source), digest)
  return digest.digest('hex')
}

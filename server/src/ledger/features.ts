import type pg from 'pg'
import { checkText, FEATURE_ID } from './checks.ts'
import { LedgerError } from './errors.ts'
import type { Feature, FeatureRequest } from './types/catalogue.ts'
import type { Features as FeaturesFace } from './types/ledger.ts'

const COLUMNS = `id, name, archived_at as "archivedAt", created_at as "createdAt"`
const LIST = `select ${COLUMNS} from creditkit.features order by created_at, id`
const GET = `select ${COLUMNS} from creditkit.features where id = $1::text`
const PUT = `
  insert into creditkit.features as f (id, name) values ($1::text, $2::text)
  on conflict (id) do update
  set name = excluded.name, archived_at = case when $3::boolean is null then f.archived_at end
  returning ${COLUMNS}`
const ARCHIVE = `
  update creditkit.features set archived_at = coalesce(archived_at, creditkit.now_ms()) where id = $1::text
  returning ${COLUMNS}`

/** What is metered. */
export class Features implements FeaturesFace {
  readonly #pool: pg.Pool

  constructor(pool: pg.Pool) {
    this.#pool = pool
  }

  async put(request: FeatureRequest): Promise<Feature> {
    if (!FEATURE_ID.test(request.id)) {
      throw new LedgerError(
        'invalid_value',
        'A feature id is a letter or digit, then up to 63 of A-Z a-z 0-9 . _ : -.',
      )
    }
    checkText(request.name, 'name', 128)
    return only(
      await this.#pool.query<Feature>(PUT, [request.id, request.name, request.archived]),
      request.id,
    )
  }

  async get(id: string): Promise<Feature> {
    return only(await this.#pool.query<Feature>(GET, [id]), id)
  }

  async list(): Promise<Feature[]> {
    return (await this.#pool.query<Feature>(LIST)).rows
  }

  async archive(id: string): Promise<Feature> {
    return only(await this.#pool.query<Feature>(ARCHIVE, [id]), id)
  }
}

function only(result: pg.QueryResult<Feature>, id: string): Feature {
  const [feature] = result.rows
  if (feature === undefined) throw unknownFeature(id)
  return feature
}

export function unknownFeature(id: string): LedgerError {
  return new LedgerError('unknown_feature', `There is no feature "${id}". Create it first, or check the id.`)
}

export function featureArchived(id: string): LedgerError {
  return new LedgerError(
    'feature_archived',
    `The feature "${id}" is archived. Put it again with "archived": false to bring it back, or use another one.`,
  )
}

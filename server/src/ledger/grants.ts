import type pg from 'pg'
import type { Queryable } from '../database/pool.ts'
import {
  checkAmount,
  checkAttribution,
  checkId,
  checkInstant,
  checkMetadata,
  checkPriority,
} from './checks.ts'
import type { Currencies } from './currencies.ts'
import { CURSOR_PARTS, readCursor, readLimit, toPage } from './cursors.ts'
import { LedgerError } from './errors.ts'
import { readGrant } from './grant-request.ts'
import { GRANT_COLUMNS, type GrantRow, toGrant } from './grant-rows.ts'
import { advanceDue } from './sweep.ts'
import type { Page, PageRequest } from './types/common.ts'
import type { ClawbackRequest, ExtendRequest, Grant, GrantChange, GrantFilter } from './types/grant.ts'
import type { GrantRequest, PriorityRequest } from './types/grant.ts'
import type { Writes } from './writes.ts'

const MAKE = `
  select id from creditkit.make_grant($1::text, $2::text, $3::text, $4::jsonb, $5::text)`
const WITHDRAW = `
  select creditkit.withdraw_grant($1::text, $2::uuid, $3::creditkit.entry_kind, $4::text, $5::text, $6::text)`
const AMEND = `
  select creditkit.amend_grant($1::text, $2::uuid, $3::timestamptz, $4::integer, $5::text, $6::text, $7::text)`
const CLAW_BACK = `
  select creditkit.claw_back($1::text, $2::uuid, $3::bigint, $4::text, $5::text, $6::text, $7::jsonb, $8::text)`
const REINSTATE = CLAW_BACK.replace('claw_back', 'reinstate')

const FROM = 'from creditkit.grants as g join creditkit.pools as p using (customer, currency, resource)'
const GET = `select ${GRANT_COLUMNS} ${FROM} where g.customer = $1::text and g.id = $2::uuid`
const LIST = `
  select ${GRANT_COLUMNS} ${FROM}
  where g.customer = $1::text
    and ($2::text is null or g.currency = $2::text) and ($3::text is null or g.resource = $3::text)
    and ($4::text[] is null or g.status = any ($4::text[])) and ($5::text is null or g.order_id = $5::text)
    and ($6::timestamptz is null or (g.created_at, g.id) < ($6::timestamptz, $7::uuid))
  order by g.created_at desc, g.id desc
  limit $8::integer`
// In a transaction that has locked its pool, waiting for another pool of its customer could be a deadlock.
const ADVANCE_ONE = `
  select (creditkit.current_pool(g.customer, g.currency, g.resource)).seq from creditkit.grants as g
  where g.customer = $1::text and g.id = $2::uuid`

/** Grants, and what is done to them. */
export class Grants {
  readonly #writes: Writes
  readonly #currencies: Currencies

  constructor(writes: Writes, currencies: Currencies) {
    this.#writes = writes
    this.#currencies = currencies
  }

  async grant(request: GrantRequest, client?: pg.PoolClient): Promise<Grant> {
    const { key, columns } = readGrant(request)
    await this.#currencies.known(key.currency)
    const place = [key.customer, key.currency, key.resource]
    return await this.#change('grant', request, client, async (transaction) => {
      const values = [...place, columns, request.idempotencyKey]
      const { rows } = await transaction.query<{ id: string }>(MAKE, values)
      return rows[0]?.id ?? ''
    })
  }

  async withdraw(kind: 'void' | 'revocation', request: GrantChange, client?: pg.PoolClient): Promise<Grant> {
    const id = checkId(request.grantId, 'unknown_grant')
    return await this.#change(kind, request, client, async (transaction) => {
      const values = [request.customer, id, kind, request.reason, request.actor, request.idempotencyKey]
      await transaction.query(WITHDRAW, values)
      return id
    })
  }

  async extend(request: ExtendRequest, client?: pg.PoolClient): Promise<Grant> {
    const expiresAt = request.expiresAt === null ? 'infinity' : checkInstant(request.expiresAt, 'expiry')
    return await this.#amend('extend', request, expiresAt, null, client)
  }

  async changePriority(request: PriorityRequest, client?: pg.PoolClient): Promise<Grant> {
    return await this.#amend('priority', request, null, checkPriority(request.priority), client)
  }

  async clawback(request: ClawbackRequest, client?: pg.PoolClient): Promise<Grant> {
    return await this.#forPayment('clawback', CLAW_BACK, request, client)
  }

  async reinstate(request: ClawbackRequest, client?: pg.PoolClient): Promise<Grant> {
    return await this.#forPayment('reinstatement', REINSTATE, request, client)
  }

  async byId(customer: string, grantId: string, client?: pg.PoolClient): Promise<Grant> {
    const database = client ?? this.#writes.pool
    const id = checkId(grantId, 'unknown_grant')
    await database.query(ADVANCE_ONE, [customer, id])
    return await this.#read(database, customer, id)
  }

  async list(customer: string, filter: GrantFilter & PageRequest): Promise<Page<Grant>> {
    const limit = readLimit(filter.limit)
    const place = readCursor(filter.cursor, [CURSOR_PARTS.instant, CURSOR_PARTS.uuid]) ?? [null, null]
    await advanceDue(this.#writes.pool, customer)
    const { rows } = await this.#writes.pool.query<GrantRow>(LIST, [
      customer,
      filter.currency,
      filter.resource,
      filter.status,
      filter.orderId,
      ...place,
      limit + 1,
    ])
    return toPage(rows, limit, toGrant, (row) => [row.createdAt.toISOString(), row.id])
  }

  async #amend(
    operation: string,
    request: GrantChange,
    expiresAt: Date | 'infinity' | null,
    priority: number | null,
    client: pg.PoolClient | undefined,
  ): Promise<Grant> {
    const id = checkId(request.grantId, 'unknown_grant')
    return await this.#change(operation, request, client, async (transaction) => {
      const { customer, reason, actor, idempotencyKey } = request
      await transaction.query(AMEND, [customer, id, expiresAt, priority, reason, actor, idempotencyKey])
      return id
    })
  }

  async #forPayment(
    operation: string,
    sql: string,
    request: ClawbackRequest,
    client: pg.PoolClient | undefined,
  ): Promise<Grant> {
    const id = checkId(request.grantId, 'unknown_grant')
    const amount = checkAmount(request.amount)
    const metadata = checkMetadata(request.metadata)
    return await this.#change(operation, request, client, async (transaction) => {
      const { customer, orderId, reason, actor, idempotencyKey } = request
      await transaction.query(sql, [customer, id, amount, orderId, reason, actor, metadata, idempotencyKey])
      return id
    })
  }

  /** @param work gives back the id of the grant that it made or changed. */
  async #change(
    operation: string,
    request: GrantRequest | GrantChange,
    client: pg.PoolClient | undefined,
    work: (client: pg.PoolClient) => Promise<string>,
  ): Promise<Grant> {
    const { customer, idempotencyKey } = request
    checkAttribution(request)
    return await this.#writes.run(
      { customer, operation, idempotencyKey, request },
      client,
      async (transaction) => {
        return await this.#read(transaction, customer, await work(transaction))
      },
    )
  }

  async #read(database: Queryable, customer: string, id: string): Promise<Grant> {
    const { rows } = await database.query<GrantRow>(GET, [customer, id])
    const [row] = rows
    if (row === undefined) {
      throw new LedgerError('unknown_grant', 'This customer has no such grant. Check the id.')
    }
    return toGrant(row)
  }
}

import type pg from 'pg'
import { checkAttribution, checkInstant, checkMetadata, checkSize, checkText } from './checks.ts'
import type { Currencies } from './currencies.ts'
import type { Entries } from './entries.ts'
import { LedgerError } from './errors.ts'
import { readTerms } from './grant-request.ts'
import { readPoolKey } from './pool-key.ts'
import type { Entry } from './types/entry.ts'
import type { AdjustRequest } from './types/grant.ts'
import type { Writes } from './writes.ts'

const ADJUST = `
  select creditkit.adjust_pool($1::text, $2::text, $3::text, $4::bigint, $5::boolean, $6::jsonb, $7::text) as seq`

/** Corrections of a balance by hand. */
export class Adjusting {
  readonly #writes: Writes
  readonly #currencies: Currencies
  readonly #entries: Entries

  constructor(writes: Writes, currencies: Currencies, entries: Entries) {
    this.#writes = writes
    this.#currencies = currencies
    this.#entries = entries
  }

  async adjust(request: AdjustRequest, client?: pg.PoolClient): Promise<Entry> {
    const key = readPoolKey(request)
    const { idempotencyKey, expiresAt, allowNegative = false } = request
    if (checkSize(request.amount) === 0n) {
      throw new LedgerError('invalid_amount', 'An adjustment is above or below zero.')
    }
    checkAttribution(request)
    const columns = JSON.stringify({
      ...readTerms(request),
      expires_at: expiresAt && checkInstant(expiresAt, 'expiry'),
      reason: checkText(request.reason, 'reason', 500),
      actor: request.actor,
      metadata: checkMetadata(request.metadata),
    })
    await this.#currencies.known(key.currency)
    const write = { customer: key.customer, operation: 'adjust', idempotencyKey, request }
    return await this.#writes.run(write, client, async (transaction) => {
      const place = [key.customer, key.currency, key.resource]
      const values = [...place, request.amount, allowNegative, columns, idempotencyKey]
      const { rows } = await transaction.query<{ seq: bigint }>(ADJUST, values)
      return await this.#entries.get(key, rows[0]?.seq ?? 0n, transaction)
    })
  }
}

import type pg from 'pg'
import { queryTexts } from '../database/text-query.ts'
import { type OutcomeRow, readOutcome, toConsumption } from './consume-outcome.ts'
import { consumeQuery } from './consume-query.ts'
import { type ConsumeColumns, readConsumption } from './consume-request.ts'
import type { Currencies } from './currencies.ts'
import type { Entries } from './entries.ts'
import { LedgerError } from './errors.ts'
import type { Lanes } from './lanes.ts'
import type { RateNames } from './rate-names.ts'
import { priceRefusal } from './rates.ts'
import { insufficientCredits } from './refusals.ts'
import type { Consumption, ConsumeRequest } from './types/entry.ts'
import type { BatchOutcome } from './types/ledger.ts'
import { keyReused, translated } from './writes.ts'

export interface ConsumingParts {
  readonly lanes: Lanes
  readonly currencies: Currencies
  readonly entries: Entries
  readonly rateNames: RateNames
  /** A Postgres interval. */
  readonly lateWindow: string
}

/** Usage turned into credits. */
export class Consuming {
  readonly #parts: ConsumingParts

  constructor(parts: ConsumingParts) {
    this.#parts = parts
  }

  async consume(request: ConsumeRequest): Promise<Consumption> {
    const columns = readConsumption(request)
    await this.#parts.currencies.known(columns.currency)
    const row = await translated(() => this.#parts.lanes.send(columns))
    return await this.#conclude(row, columns)
  }

  async consumeBatch(requests: readonly ConsumeRequest[]): Promise<BatchOutcome[]> {
    return await Promise.all(
      requests.map(async (request): Promise<BatchOutcome> => {
        try {
          return { ok: true, consumption: await this.consume(request) }
        } catch (error) {
          if (error instanceof LedgerError) return { ok: false, error }
          throw error
        }
      }),
    )
  }

  async consumeIn(client: pg.PoolClient, request: ConsumeRequest): Promise<Consumption> {
    const columns = readConsumption(request)
    await this.#parts.currencies.known(columns.currency)
    const query = consumeQuery([columns], this.#parts.lateWindow)
    const [outcome = null] = await translated(() => queryTexts(client, query))
    return await this.#conclude(readOutcome(outcome), columns, client)
  }

  async #conclude(row: OutcomeRow, columns: ConsumeColumns, client?: pg.PoolClient): Promise<Consumption> {
    if (row.status === 'replay') return await this.#replay(row, columns, client)
    if (row.status !== 'done') throw await this.#refusal(row, columns)
    if (row.rate_id !== null) await this.#parts.rateNames.learn(row.rate_id)
    return toConsumption(row, columns, (rateId) => this.#parts.rateNames.get(rateId))
  }

  /** The first request's answer, from its entry and what was stored beside it. */
  async #replay(row: OutcomeRow, columns: ConsumeColumns, client?: pg.PoolClient): Promise<Consumption> {
    const { answer } = row
    if (answer?.available !== undefined)
      throw await this.#shortage(columns, answer.cost, answer.available, true)
    if (row.seq === null) {
      const balance = BigInt(answer?.balance ?? 0)
      const held = BigInt(answer?.held ?? 0)
      const cost = BigInt(answer?.cost ?? 0)
      const seq = BigInt(answer?.seq ?? 0)
      return { entry: null, cost, amount: 0n, balance, held, available: balance - held, seq, replayed: true }
    }
    const entry = await this.#parts.entries.get(columns, row.seq, client)
    return {
      entry,
      cost: BigInt(answer?.cost ?? -entry.amount),
      amount: -entry.amount,
      balance: entry.balanceAfter,
      held: entry.heldAfter,
      available: entry.balanceAfter - entry.heldAfter,
      seq: entry.seq,
      replayed: true,
    }
  }

  async #refusal(row: OutcomeRow, columns: ConsumeColumns): Promise<Error> {
    switch (row.status) {
      case 'insufficient_credits':
        return await this.#shortage(columns, row.cost, row.available, false)
      case 'idempotency_key_reused':
        return keyReused()
      case 'too_late':
        return new LedgerError(
          'too_late',
          'The usage lies too far back to be counted. Write an adjustment instead.',
        )
      case 'invalid_time':
        return new LedgerError('invalid_time', 'The time of a usage cannot lie in the future.')
      default:
        return (
          priceRefusal(row.status, columns.feature ?? '', columns.currency) ??
          new Error(`The database gave an unknown outcome: ${row.status}.`)
        )
    }
  }

  async #shortage(
    columns: ConsumeColumns,
    cost: string | null | undefined,
    available: bigint | string | null,
    replayed: boolean,
  ): Promise<LedgerError> {
    const { scale } = await this.#parts.currencies.known(columns.currency)
    const late = columns.occurred_at !== undefined
    return insufficientCredits(BigInt(cost ?? 0), BigInt(available ?? 0), scale, replayed, late)
  }
}

import type * as z from 'zod'
import { LedgerError, parseAmount, type Currency, type Ledger } from '../ledger/index.ts'
import { toProblem } from './errors.ts'
import { parse } from './parse.ts'
import { choosePool } from './pools.ts'
import { problemDocument } from './problems.ts'
import { ConsumeBatchItem, type ConsumeBatchResult } from './schemas/host.ts'
import { viewConsumption } from './views/ledger.ts'

/** A use of credits as a caller describes it, checked but in the currency's unit. */
export interface Use {
  readonly customer: string
  readonly currency?: string | undefined
  readonly resource?: string | undefined
  readonly amount?: string | undefined
}

type Read<Given extends Use> = Omit<Given, 'currency' | 'resource' | 'amount'> & {
  readonly currency: string
  readonly resource: string
  readonly amount: bigint | undefined
}

/** The same in the ledger's terms. */
export async function readUse<Given extends Use>(
  ledger: Ledger,
  use: Given,
): Promise<{ request: Read<Given>; currency: Currency }> {
  const { key, currency } = await choosePool(ledger, use.customer, use)
  const amount = use.amount === undefined ? undefined : parseAmount(use.amount, currency.scale)
  return { request: { ...use, ...key, amount }, currency }
}

type Result = z.input<typeof ConsumeBatchResult>
type Item = z.output<typeof ConsumeBatchItem>

/** Consumes for many items at once, checking each by itself; each has its own outcome, in the order given. */
export async function consumeTogether(
  ledger: Ledger,
  items: readonly unknown[],
  requestId: string,
): Promise<Result[]> {
  const refused = (error: unknown): Result => {
    const problem = toProblem(error)
    return { status: problem.status, problem: problemDocument(problem, requestId) } as Result
  }
  const read = await Promise.all(
    items.map(async (item, index) => {
      try {
        return await readUse(ledger, parse(ConsumeBatchItem, item, `body.items.${index}`))
      } catch (error) {
        return error
      }
    }),
  )
  const good = read.filter(isRead)
  const outcomes = await ledger.consumeBatch(good.map(({ request }) => request))
  const answers = new Map(good.map((item, index) => [item, outcomes[index]]))
  return read.map((item) => {
    if (!isRead(item)) return refused(item)
    const outcome = answers.get(item)
    if (!outcome)
      return refused(new LedgerError('overloaded', 'The batch was not carried out. Send it again.'))
    if (!outcome.ok) return refused(outcome.error)
    return { status: 200, consumption: viewConsumption(outcome.consumption, item.currency.scale) }
  })
}

type ReadItem = { request: Read<Item>; currency: Currency }

function isRead(item: unknown): item is ReadItem {
  return typeof item === 'object' && item !== null && 'request' in item
}

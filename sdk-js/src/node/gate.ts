import { randomUUID } from 'node:crypto'
import type { CreditsError } from '../error.ts'
import type { Check, CheckRequest, ConsumeRequest, Problem } from '../wire.ts'
import type { CreditsServer } from './types.ts'

/** What one request costs, and whom. */
export type Charge = ConsumeRequest & {
  /** Of the work: a repeated request with the same key is charged once. The request's own key unless given. */
  idempotencyKey?: string
}

export type Credits = Pick<CreditsServer, 'check' | 'consume'>

/** Where `Response`s and Express share what they do: check, work, charge. */
export interface Gate {
  /** The problem to answer with, where there are too few credits to begin. */
  refusal: () => Promise<Partial<Problem> | undefined>
  /** Charges. The problem to answer with, where others have spent the credits in the meantime. */
  charge: () => Promise<Partial<Problem> | undefined>
}

export function openGate(credits: Credits, charge: Charge, requestKey: string | undefined): Gate {
  const { idempotencyKey = requestKey ?? randomUUID(), ...request } = charge
  return {
    async refusal() {
      const check = await credits.check(toCheckRequest(request))
      return check.allowed ? undefined : toProblem(check)
    },
    async charge() {
      try {
        await credits.consume(request, { idempotencyKey })
        return undefined
      } catch (error) {
        const { problem, code } = error as CreditsError
        if (code === 'insufficient_credits') return problem
        throw error
      }
    },
  }
}

function toCheckRequest(request: ConsumeRequest): CheckRequest {
  const { at: _at, whenShort, reason: _reason, actor: _actor, metadata: _metadata, ...check } = request
  return whenShort === 'overdraft' ? { ...check, whenShort } : check
}

function toProblem({ missing, available }: Check): Partial<Problem> {
  return {
    type: 'urn:creditkit:problem:insufficient_credits',
    title: 'Not enough credits',
    status: 402,
    code: 'insufficient_credits',
    detail: `${missing} credits are missing. Add credits and try again.`,
    missing,
    available,
  }
}

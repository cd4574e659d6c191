import { randomUUID } from 'node:crypto'
import type { CreditsError } from '../error.ts'
import type { Check, CheckRequest, ConsumeRequest, Problem } from '../wire.ts'
import type { CreditsServer } from './types.ts'
import { pastRefusals } from './work-key.ts'

/** What one request costs, and whom. */
export type Charge = ConsumeRequest & {
  /**
   * Names the work, such as a job's or a message's id of your own: of several attempts at it, one is charged. Every
   * request is charged unless given. It must not come from the end user, such as from a header, unless you answer
   * repeated requests from your own records: who sends the same key for ever would get new work for one charge.
   */
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

export function openGate(credits: Credits, charge: Charge): Gate {
  const { idempotencyKey = randomUUID(), ...request } = charge
  return {
    async refusal() {
      const check = await credits.check(toCheckRequest(request))
      return check.allowed ? undefined : toProblem(check)
    },
    async charge() {
      try {
        await pastRefusals(idempotencyKey, (key) => credits.consume(request, { idempotencyKey: key }))
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

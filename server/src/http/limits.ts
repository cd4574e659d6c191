import type { Request, RequestHandler, Response } from 'express'
import { ipKeyGenerator, rateLimit } from 'express-rate-limit'
import type { Caller } from './caller.ts'
import type { Operation } from './operation.ts'
import { ProblemError } from './problems.ts'

/** How many requests are served in a minute. Each server counts by itself. */
export interface Limits {
  readonly perAddress: number
  readonly perCustomer: number
  readonly checkoutsPerAddress: number
  readonly checkoutsPerCustomer: number
  /** Requests with a token or a key that is none. */
  readonly failuresPerAddress: number
}

export const defaultLimits: Limits = {
  perAddress: 3000,
  perCustomer: 600,
  checkoutsPerAddress: 60,
  checkoutsPerCustomer: 20,
  failuresPerAddress: 60,
}

const windowSeconds = 60

function addressOf(request: Request): string {
  return ipKeyGenerator(request.ip ?? 'unknown')
}

function customerOf(_request: Request, response: Response): string {
  const caller = response.locals['caller'] as Caller
  return caller.kind === 'session' ? caller.session.customer : ''
}

function limiter(
  name: string,
  limit: number,
  keyGenerator: (request: Request, response: Response) => string,
  more: Parameters<typeof rateLimit>[0] = {},
): RequestHandler {
  return rateLimit({
    identifier: name,
    windowMs: windowSeconds * 1000,
    limit,
    keyGenerator,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (request, _response, next) => {
      const resetTime = (request as { rateLimit?: { resetTime?: Date } }).rateLimit?.resetTime?.getTime()
      const seconds = resetTime ? Math.max(1, Math.ceil((resetTime - Date.now()) / 1000)) : windowSeconds
      next(new ProblemError('rate_limited', undefined, { retryAfter: seconds }))
    },
    ...more,
  })
}

const buys = (operation: Operation) => operation.scope === 'purchase' && operation.method === 'post'

/**
 * The limits around a route. Secret keys are not limited: they are the host's own traffic. Wrong keys are.
 */
export function createLimiters(limits: Limits) {
  const failures = limiter('failures', limits.failuresPerAddress, addressOf, { standardHeaders: false })
  const address = limiter('address', limits.perAddress, addressOf)
  const customer = limiter('customer', limits.perCustomer, customerOf)
  const checkoutsByAddress = limiter('checkouts-address', limits.checkoutsPerAddress, addressOf)
  const checkoutsByCustomer = limiter('checkouts-customer', limits.checkoutsPerCustomer, customerOf)
  return {
    /** For what is called without a token. */
    open: [address],
    /**
     * Counts a request with a token or a key that is none. Only these are counted, once they are known to be wrong:
     * good requests from the same address go on.
     * @throws ProblemError where there were too many
     */
    async countFailure(request: Request, response: Response): Promise<void> {
      await new Promise<void>((resolve, reject) => {
        void failures(request, response, (error?: unknown) =>
          error instanceof Error ? reject(error) : resolve(),
        )
      })
    },
    before(operation: Operation): RequestHandler[] {
      if (operation.security === 'secret') return []
      if (operation.security === 'none') return [address]
      return [address, ...(buys(operation) ? [checkoutsByAddress] : [])]
    },
    after(operation: Operation): RequestHandler[] {
      if (operation.security !== 'session') return []
      return [customer, ...(buys(operation) ? [checkoutsByCustomer] : [])]
    },
  }
}

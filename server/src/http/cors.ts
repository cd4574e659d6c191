import type { RequestHandler } from 'express'
import type { Access } from '../sessions/index.ts'
import { ProblemError } from './problems.ts'

const preflightSeconds = '600'
const allowedMethods = 'GET, POST, PUT, DELETE'
const allowedHeaders = 'Authorization, Content-Type, Idempotency-Key, Last-Event-ID'
const exposedHeaders = 'X-Request-Id, Retry-After, RateLimit, RateLimit-Policy, Content-Disposition'

/**
 * Lets pages of allowed origins read answers, and refuses every other origin. There are no cookies, so no
 * credentials are ever allowed.
 */
export function cors(origins: Access['origins']): RequestHandler {
  return (request, response, next) => {
    response.vary('Origin')
    const { origin } = request.headers
    if (origin === undefined) {
      next()
      return
    }
    if (!origins.allows(origin)) throw new ProblemError('origin_not_allowed')
    response.set('Access-Control-Allow-Origin', origin)
    if (request.method !== 'OPTIONS') {
      response.set('Access-Control-Expose-Headers', exposedHeaders)
      next()
      return
    }
    response.set('Access-Control-Allow-Methods', allowedMethods)
    response.set('Access-Control-Allow-Headers', allowedHeaders)
    response.set('Access-Control-Max-Age', preflightSeconds)
    response.status(204).end()
  }
}

import { createHash } from 'node:crypto'
import type { World } from '../world.ts'
import type { KeptAnswer } from '../state/state.ts'
import { Refusal } from './errors.ts'

/** How long an answer is kept (https://docs.stripe.com/api/idempotent_requests: at least 24 hours). */
const KEPT_FOR = 24 * 60 * 60 * 1000

/** A call that carries an `Idempotency-Key`. */
export interface KeyedCall {
  key: string
  /** Method and path. */
  route: string
  /** The decoded parameters, in any order. */
  fields: unknown
}

const refuse = (message: string, status = 400, code?: string): Refusal =>
  new Refusal(status, { type: 'idempotency_error', message, ...(code ? { code } : {}) }, false)

/** The same for the same parameters, in whatever order they were sent. */
const fingerprintOf = (fields: unknown): string => {
  const ordered = (value: unknown): unknown =>
    typeof value === 'object' && value !== null
      ? Object.entries(value)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([name, inner]) => [name, ordered(inner)])
      : value
  return createHash('sha256')
    .update(JSON.stringify(ordered(fields)))
    .digest('base64url')
}

/** The stored answers of idempotent calls, and the keys that are in use at this moment. */
export class Idempotency {
  readonly #world: World
  readonly #inUse = new Set<string>()

  constructor(world: World) {
    this.#world = world
  }

  /**
   * The answer kept under this key, if there is one; otherwise the key is in use until `keep` or `release`.
   * @throws Refusal where the key was used with another route or other parameters, or is in use.
   */
  begin(call: KeyedCall): KeptAnswer | undefined {
    if (call.key.length > 255) throw refuse('Idempotency keys may have at most 255 characters.')
    const kept = this.#world.state.keptAnswers.get(call.key)
    if (kept && this.#world.milliseconds() - kept.at < KEPT_FOR) {
      if (kept.route !== call.route) {
        const path = kept.route.split(' ')[1]
        throw refuse(
          `Keys for idempotent requests can only be used for the same endpoint they were first used for ('${path}'). Try using a key other than '${call.key}' if you meant to execute a different request.`,
        )
      }
      if (kept.fingerprint !== fingerprintOf(call.fields)) {
        throw refuse(
          `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${call.key}' if you meant to execute a different request.`,
        )
      }
      return kept
    }
    if (this.#inUse.has(call.key)) {
      throw refuse(
        `There is currently another in-progress request using this Idempotency Key (that probably means you submitted twice, and the other request is still going through): ${call.key}. Please try again later.`,
        409,
        'idempotency_key_in_use',
      )
    }
    this.#inUse.add(call.key)
    return undefined
  }

  keep(call: KeyedCall, status: number, body: string): void {
    this.#inUse.delete(call.key)
    this.#world.state.keptAnswers.insert({
      id: call.key,
      route: call.route,
      fingerprint: fingerprintOf(call.fields),
      at: this.#world.milliseconds(),
      status,
      body,
    })
  }

  release(call: KeyedCall): void {
    this.#inUse.delete(call.key)
  }
}

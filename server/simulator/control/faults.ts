import { setTimeout as sleep } from 'node:timers/promises'
import type { Response } from 'express'
import type { ErrorBody } from '../http/errors.ts'
import type { PayInput } from './pay.ts'

/** What goes wrong with an API call. */
export type CallAction =
  /** Answers with this status and does nothing. `kept`: the idempotency key keeps this answer, as Stripe does with a 500. */
  | { type: 'status'; status: number; kept?: boolean }
  /** A 403 from a proxy: JSON without an `error`. */
  | { type: 'proxy_refusal' }
  /** Resets the connection and does nothing. */
  | { type: 'reset' }
  /** Never answers and does nothing. */
  | { type: 'timeout' }
  /** Does the work, then resets the connection: the answer is lost. */
  | { type: 'lose_answer' }
  /** Does the work after, or answers after, so many milliseconds. */
  | { type: 'delay'; milliseconds: number; before?: boolean }
  /**
   * Does the work, brings the events to their endpoints, and only then answers. `pay`: the session that was made is
   * paid meanwhile.
   */
  | { type: 'deliver_first'; pay?: PayInput }

/** What goes wrong with the delivery of an event. */
export type DeliveryAction =
  /** Never delivered and never retried. */
  | { type: 'drop' }
  | { type: 'delay'; milliseconds: number }
  /** Delivered so many times more, all at once. */
  | { type: 'duplicate'; copies?: number }
  /** The events of one change are delivered one after another, last first. */
  | { type: 'reverse' }
  /** `old`: dated ten minutes back; `future`: ten minutes ahead; `v0`: only a `v0` signature; `none`: no header. */
  | { type: 'signature'; signature: 'wrong' | 'old' | 'future' | 'v0' | 'none' | 'empty_secret' }
  /** The event says that it is of live mode. */
  | { type: 'livemode' }
  /** The body is altered after it was signed. */
  | { type: 'alter' }

/** A switch for faults. Each applies from the `nth` match on (1: the next), `times` in a row (once unless said). */
export type Fault =
  | { on: 'call'; method?: string; path: string; nth?: number; times?: number | 'always'; action: CallAction }
  | { on: 'delivery'; event?: string; nth?: number; times?: number | 'always'; action: DeliveryAction }

export type ActiveFault = Fault & { id: string; seen: number; applied: number }

/** `*` stands for any run of characters. */
const matches = (pattern: string, text: string): boolean =>
  new RegExp(
    `^${pattern
      .split('*')
      .map((part) => part.replaceAll(/[.?+^$()[\]{}|\\]/g, String.raw`\$&`))
      .join('.*')}$`,
  ).test(text)

/** A call that has done its work and has not been answered. */
interface DoneCall {
  response: Response
  /** Brings the events of the call to their endpoints; settles when each was tried once. */
  send: () => Promise<void>
  /** Pays the checkout session that the call made, and delivers the events of that too. */
  pay: (input: PayInput) => Promise<void>
}

/** What a fault does around a call. */
export interface CallFault {
  /** True: the call has been answered, or never will be. */
  before: (response: Response) => Promise<boolean>
  /** True: the answer has been given, or never will be. */
  after: (call: DoneCall) => Promise<boolean>
  /** An answer that the idempotency key is to keep without the call's being made. */
  kept: { status: number; body: string } | null
}

const errorOf = (status: number): ErrorBody =>
  status === 429
    ? {
        type: 'rate_limit_error',
        code: 'rate_limit',
        message:
          'Request rate limit exceeded. Learn more about rate limits here https://stripe.com/docs/rate-limits.',
      }
    : { type: 'api_error', message: 'An unknown error occurred' }

const no = (): Promise<boolean> => Promise.resolve(false)
const harmless: CallFault = { before: no, after: no, kept: null }

/** The faults that are switched on. */
export class Faults {
  readonly #active = new Map<string, ActiveFault>()
  #count = 0

  add(fault: Fault): string {
    this.#count += 1
    const id = `fault_${this.#count}`
    this.#active.set(id, { ...fault, id, seen: 0, applied: 0 })
    return id
  }

  remove(id: string): boolean {
    return this.#active.delete(id)
  }

  clear(): void {
    this.#active.clear()
  }

  list(): ActiveFault[] {
    return [...this.#active.values()]
  }

  /** The delivery faults that this event meets. Counts it. */
  onDelivery(type: string): DeliveryAction[] {
    return this.list().flatMap((fault) =>
      fault.on === 'delivery' && matches(fault.event ?? '*', type) && this.#meets(fault)
        ? [fault.action]
        : [],
    )
  }

  /** The fault that this call meets. Counts it. */
  onCall(method: string, path: string): CallFault {
    for (const fault of this.list()) {
      if (fault.on !== 'call' || !matches(fault.path, path)) continue
      if (fault.method !== undefined && fault.method.toUpperCase() !== method) continue
      if (this.#meets(fault)) return faultOf(fault.action)
    }
    return harmless
  }

  #meets(fault: ActiveFault): boolean {
    fault.seen += 1
    if (fault.seen < (fault.nth ?? 1)) return false
    fault.applied += 1
    if (fault.times !== 'always' && fault.applied >= (fault.times ?? 1)) this.#active.delete(fault.id)
    return true
  }
}

const destroy = (response: Response): boolean => {
  response.socket?.resetAndDestroy()
  return true
}

const faultOf = (action: CallAction): CallFault => {
  const body = action.type === 'status' ? JSON.stringify({ error: errorOf(action.status) }) : ''
  switch (action.type) {
    case 'status':
      if (action.kept) return { ...harmless, kept: { status: action.status, body } }
      return {
        ...harmless,
        before: async (response) => Boolean(response.status(action.status).type('json').send(body)),
      }
    case 'proxy_refusal':
      return {
        ...harmless,
        before: async (response) => Boolean(response.status(403).json({ message: 'Forbidden' })),
      }
    case 'reset':
      return { ...harmless, before: async (response) => destroy(response) }
    case 'timeout':
      return { ...harmless, before: async () => true }
    case 'lose_answer':
      return {
        ...harmless,
        after: async ({ response, send }) => {
          void send()
          return destroy(response)
        },
      }
    case 'delay': {
      const wait = async (): Promise<boolean> => {
        await sleep(action.milliseconds)
        return false
      }
      return action.before ? { ...harmless, before: wait } : { ...harmless, after: wait }
    }
    default:
      return {
        ...harmless,
        after: async ({ send, pay }) => {
          await send()
          if (action.pay) await pay(action.pay)
          return false
        },
      }
  }
}

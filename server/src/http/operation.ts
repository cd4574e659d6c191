import type { ZodObject, ZodType } from 'zod'
import type { ProblemCode } from './problems.ts'

export type Method = 'get' | 'post' | 'put' | 'delete'
export type Scope = 'read' | 'purchase' | 'settings'
/** `session`: a customer's token. `secret`: the host's secret key. `none`: anyone. */
export type Security = 'session' | 'secret' | 'none'
export const tags = {
  'My credits': 'What a customer sees of their own credits.',
  'Top-ups': 'How a customer adds credits.',
  Sessions: 'How your backend lets a browser act for one customer.',
  Customers: 'Your customers and what they have.',
  Ledger: 'Granting, consuming and checking.',
  Pools: 'Balances now and then, what expires, and why an entry is what it is.',
  'Recurring grants': 'Credits that come again at every turn of a calendar period.',
  Orders: 'Top-ups as you see them: their history, refunds, and what needs a person.',
  Holds: 'Reserving credits for work whose cost is known when it ends.',
  Corrections: 'Changes of mind. Each one is an entry; history is never edited.',
  Catalogue: 'Currencies, features with their rates, and packages.',
  Finance: 'Money paid for credits, and what became of it.',
  Events: 'What happened: live, and in the activity log.',
  System: 'For those who run the server.',
} as const

/** One operation of the API: what it takes and gives, in one place for the router and for the description. */
export interface Operation<
  Params extends ZodObject = ZodObject,
  Query extends ZodObject = ZodObject,
  Body extends ZodType = ZodType,
  Answer extends ZodType = ZodType,
  Caller extends Security = Security,
> {
  readonly operationId: string
  readonly method: Method
  /** In OpenAPI's form: `/v1/customers/{customer}`. */
  readonly path: string
  readonly tag: keyof typeof tags
  readonly summary: string
  readonly description?: string
  readonly security: Caller
  /** What the session has to be allowed to do; `read` unless given. */
  readonly scope?: Scope
  /** Whether a write needs, or only takes, an `Idempotency-Key`. */
  readonly idempotencyKey?: 'required' | 'optional'
  /**
   * Who keeps the key in place of the router: the room behind the route, or nobody, because nothing is written or
   * each item has a key of its own.
   */
  readonly keysKeptBy?: 'room' | 'nobody'
  readonly params?: Params
  readonly query?: Query
  readonly headers?: ZodObject
  readonly body?: Body
  /** Whether no body is as good as `{}`; it has to be one unless given. */
  readonly bodyOptional?: true
  /** Largest body in bytes; 100 kB unless given. */
  readonly bodyLimit?: number
  readonly answer?: Answer
  /** Content type of the answer; JSON unless given. */
  readonly answerType?: string
  /** Statuses of success with what each says; the first is the usual one. */
  readonly statuses?: Readonly<Partial<Record<200 | 201 | 204 | 503, string>>>
  /** Problems of its own, besides those that any operation of its kind can have. */
  readonly problems?: readonly ProblemCode[]
}

// A module's exports come in alphabetical order; people read operations in the order in which they were written.
const declared: object[] = []

/** Compares two operations of one file by their places in it. */
export function byDeclaration(one: object, other: object): number {
  return declared.indexOf(one) - declared.indexOf(other)
}

/** Declares an operation and keeps the types of its schemas. */
export function operation<
  Params extends ZodObject = ZodObject,
  Query extends ZodObject = ZodObject,
  Body extends ZodType = ZodType,
  Answer extends ZodType = ZodType,
  const Caller extends Security = Security,
>(
  definition: Operation<Params, Query, Body, Answer, Caller>,
): Operation<Params, Query, Body, Answer, Caller> {
  declared.push(definition)
  return definition
}

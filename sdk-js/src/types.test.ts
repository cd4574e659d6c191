import { expectTypeOf, test } from 'vitest'
import type { operations } from './api.generated.ts'
import { createCredits, type CreditsClient, type Resource } from './index.ts'
import type { CreditsServer } from './node/index.ts'
import type { Balance, ConsumeRequest, Order, QuoteRequest, StreamEvent } from './wire.ts'

type Answer<Operation extends keyof operations, Status extends number = 200> = operations[Operation] extends {
  responses: Record<Status, { content: { 'application/json': infer Body } }>
}
  ? Body
  : never

type Query<Operation extends keyof operations> = operations[Operation] extends {
  parameters: { query?: infer Fields }
}
  ? Fields
  : never

type Result<Method extends (...args: never[]) => Promise<unknown>> = Awaited<ReturnType<Method>>

test('answers are those of the OpenAPI document', () => {
  expectTypeOf<Result<CreditsClient['getBalance']>>().toEqualTypeOf<Answer<'getBalance'>>()
  expectTypeOf<Result<CreditsClient['getUsage']>>().toEqualTypeOf<Answer<'getUsage'>>()
  expectTypeOf<Result<CreditsClient['getCatalogue']>>().toEqualTypeOf<Answer<'getCatalogue'>>()
  expectTypeOf<Result<CreditsClient['createQuote']>>().toEqualTypeOf<Answer<'createQuote'>>()
  expectTypeOf<Result<CreditsClient['getTopUp']>>().toEqualTypeOf<Answer<'getTopUp'>>()
  expectTypeOf<Result<CreditsClient['createTopUp']>>().toEqualTypeOf<Answer<'createTopUp', 201>>()
  expectTypeOf<Result<CreditsClient['check']>>().toEqualTypeOf<Answer<'check'>>()
  expectTypeOf<Answer<'getGrants'>>().toExtend<Result<CreditsClient['getGrants']>>()
  expectTypeOf<Answer<'getStatement'>>().toExtend<Result<CreditsClient['getStatement']>>()
  expectTypeOf<Answer<'getTopUps'>>().toExtend<Result<CreditsClient['getTopUps']>>()
  expectTypeOf<Result<CreditsServer['consume']>>().toEqualTypeOf<Answer<'consume'>>()
  expectTypeOf<Result<CreditsServer['sessions']['create']>>().toEqualTypeOf<Answer<'createSession', 201>>()
})

test('queries are those of the OpenAPI document', () => {
  type Of<Method extends (query: never, ...rest: never[]) => unknown> = NonNullable<Parameters<Method>[0]>
  expectTypeOf<Of<CreditsClient['getBalance']>>().toExtend<NonNullable<Query<'getBalance'>>>()
  expectTypeOf<Of<CreditsClient['getGrants']>>().toExtend<NonNullable<Query<'getGrants'>>>()
  expectTypeOf<Of<CreditsClient['getStatement']>>().toExtend<NonNullable<Query<'getStatement'>>>()
  expectTypeOf<Of<CreditsClient['getTopUps']>>().toExtend<NonNullable<Query<'getTopUps'>>>()
})

test('what is bought is a package or a number of credits, and nothing else is accepted', () => {
  expectTypeOf<{ packageId: string }>().toExtend<QuoteRequest>()
  expectTypeOf<{ credits: string; moneyCurrency: string }>().toExtend<QuoteRequest>()
  expectTypeOf<{ packageId: string; credits: string }>().not.toExtend<QuoteRequest>()
  expectTypeOf<{ currency: string }>().not.toExtend<QuoteRequest>()
})

test('what is consumed is a feature or an amount', () => {
  expectTypeOf<{ customer: string; feature: string; quantity: string }>().toExtend<ConsumeRequest>()
  expectTypeOf<{ customer: string; amount: string; feature: string }>().toExtend<ConsumeRequest>()
  expectTypeOf<{ customer: string; amount: string; quantity: string }>().not.toExtend<ConsumeRequest>()
  expectTypeOf<{ customer: string }>().not.toExtend<ConsumeRequest>()
})

test('resources are typed by what they hold, and events by their type', () => {
  expectTypeOf<ReturnType<CreditsClient['balance']>>().toEqualTypeOf<Resource<Balance>>()
  expectTypeOf<ReturnType<CreditsClient['topUp']>>().toEqualTypeOf<Resource<Order>>()
  expectTypeOf<Extract<StreamEvent, { type: 'order.changed' }>['order']>().toEqualTypeOf<Order>()
  expectTypeOf(createCredits).parameter(0).toHaveProperty('fetchSession')
})

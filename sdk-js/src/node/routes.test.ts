import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { json, startServer } from '../../test/server.ts'
import type { operations } from '../api.generated.ts'
import { createCreditsServer, type CreditsServer } from './index.ts'

interface Described {
  operationId: string
  security: Record<string, unknown>[]
}

const { paths } = JSON.parse(
  readFileSync(new URL('../../../server/openapi.json', import.meta.url), 'utf8'),
) as { paths: Record<string, Record<string, Described>> }

/** Every operation for secret keys, with its method and path. */
const described = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods)
    .filter(([, { security }]) => security.some((scheme) => 'secretKey' in scheme))
    .map(([method, { operationId }]) => ({ operationId, method: method.toUpperCase(), path })),
)

type Name = keyof operations
type Content<Response> = Response extends { content: infer Types } ? Types[keyof Types] : void
type Success<Responses> = Content<Responses[keyof Responses & (200 | 201 | 204)]>
/** An operation's answer, or the list in it. */
type Answer<Operation extends Name> =
  Success<operations[Operation]['responses']> extends infer Body
    ? Body | (Body extends { data: infer List } | { results: infer List } ? List : never)
    : never

const customer = 'a/b'
const id = '0197'
const used = { customer, feature: 'image' }
const period = { from: '2026-01-01T00:00:00Z', to: '2026-02-01T00:00:00Z' }

/** One call of every method; the types say that each gives what its operation answers. */
const calls: { readonly [Operation in Name]?: (credits: CreditsServer) => Promise<Answer<Operation>> } = {
  createSession: (c) => c.sessions.create({ customer, origin: 'https://app.example.com' }),
  revokeSession: (c) => c.sessions.revoke(id),
  revokeCustomerSessions: (c) => c.sessions.revokeAll(customer),
  putCustomer: (c) => c.customers.upsert(customer, { name: 'Ada' }),
  getCustomer: (c) => c.customers.get(customer),
  getCustomerBalance: (c) => c.customers.balance(customer),
  getPastBalance: (c) => c.customers.balanceAt(customer, period.from, { currency: 'ai' }),
  getExpiries: (c) => c.customers.expiries(customer, { limit: 5 }),
  getCustomerGrants: (c) => c.customers.grants(customer),
  getCustomerEntries: (c) => c.customers.entries(customer),
  getEntry: (c) => c.customers.entry(customer, '7'),
  getCustomerUsage: (c) => c.customers.usage(customer),
  getCustomerOrders: (c) => c.customers.orders(customer),
  putOverdraft: (c) => c.customers.setOverdraft(customer, { limit: '5' }),
  getPools: (c) => c.pools({ currency: 'ai' }),
  createGrant: (c) => c.grants.create({ customer, amount: '5' }),
  getGrant: (c) => c.grants.get(customer, id),
  voidGrant: (c) => c.grants.void(customer, id),
  revokeGrant: (c) => c.grants.revoke(customer, id),
  extendGrant: (c) => c.grants.extend(customer, id, { expiresAt: null }),
  changeGrantPriority: (c) => c.grants.changePriority(customer, id, { priority: 1 }),
  createRecurringGrant: (c) =>
    c.recurringGrants.create(customer, { amount: '5', period: { unit: 'month', count: 1 } }),
  getRecurringGrants: (c) => c.recurringGrants.list(customer),
  endRecurringGrant: (c) => c.recurringGrants.end(customer, id),
  getOrder: (c) => c.orders.get(customer, id),
  getOrderSteps: (c) => c.orders.steps(customer, id),
  refundOrder: (c) => c.orders.refund(customer, id, { amount: 'unused' }),
  createAdjustment: (c) => c.adjust({ customer, amount: '-1', reason: 'Sorry' }),
  createHold: (c) => c.holds.create(used),
  getHold: (c) => c.holds.get(customer, id),
  getHolds: (c) => c.holds.list(customer, { status: 'open' }),
  extendHold: (c) => c.holds.extend(customer, id, { lapsesAt: period.to }),
  settleHold: (c) => c.holds.settle(customer, id),
  releaseHold: (c) => c.holds.release(customer, id),
  consume: (c) => c.consume(used),
  consumeBatch: (c) => c.consumeBatch([{ ...used, idempotencyKey: 'one' }]),
  createCheck: (c) => c.check(used),
  putCurrency: (c) => c.catalogue.putCurrency('ai', { name: { singular: 'a', plural: 'b' }, scale: 0 }),
  getCurrencies: (c) => c.catalogue.getCurrencies(),
  putFeature: (c) => c.catalogue.putFeature('image', { name: 'Image' }),
  getFeatures: (c) => c.catalogue.getFeatures(),
  archiveFeature: (c) => c.catalogue.archiveFeature('image'),
  createRate: (c) => c.catalogue.addRate('image', { price: '3' }),
  withdrawRate: (c) => c.catalogue.withdrawRate('image', id),
  getRates: (c) => c.catalogue.getRates('image'),
  quoteRate: (c) => c.catalogue.quoteRate('image'),
  previewRate: (c) => c.catalogue.previewRate('image', { price: '4', ...period }),
  putPackage: (c) => c.catalogue.putPackage('small', { name: 'Small', credits: '5', prices: [] }),
  getPackages: (c) => c.catalogue.getPackages(),
  putCustomAmount: (c) => c.catalogue.putCustomAmount('ai', { minimum: '1', maximum: '9', tiers: [] }),
  getCustomAmount: (c) => c.catalogue.getCustomAmount('ai'),
  getFinance: (c) => c.finance.report(period),
  getFinanceCsv: (c) => c.finance.csv(period),
  getEvents: (c) => c.events({ customer }),
  getPaymentEvents: (c) => c.paymentEvents.list({ status: 'dead' }),
  replayPaymentEvent: (c) => c.paymentEvents.replay('evt_1'),
  getMetrics: (c) => c.metrics(),
  verify: (c) => c.verify(),
}

describe('the backend’s client has a method for every operation of a secret key', () => {
  test.each(described)('$operationId', async ({ operationId, method, path }) => {
    const call = calls[operationId as Name]
    if (!call) throw new Error(`CreditsServer has no method for ${method} ${path}.`)
    const server = await startServer()
    server.answerAll((_, response) => json(response, { data: [], results: [] }))
    await call(createCreditsServer({ baseUrl: server.baseUrl, secretKey: 'sk_test' }))
    const [seen] = server.seen
    const [address = ''] = seen?.url.split('?') ?? []
    expect(seen?.method).toBe(method)
    expect(address).toMatch(new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`))
    expect(typeof seen?.headers['idempotency-key']).toBe(method === 'GET' ? 'undefined' : 'string')
  })

  test('and none for another', () => {
    const known = described.map(({ operationId }) => operationId)
    expect(Object.keys(calls).filter((name) => !known.includes(name))).toEqual([])
  })
})

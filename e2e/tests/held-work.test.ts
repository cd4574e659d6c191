import { createServer, request as send } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createCreditsServer, type CreditsServer } from '@creditkit/sdk/node'
import type { Product } from './support/product.ts'
import { expect, test } from './support/test.ts'

// Attempts at one piece of work, against the real server.

const named = { idempotencyKey: 'job-1' }

/** Attempts at a work that holds 10 and costs 50. */
function work({ holds }: CreditsServer, customer: string, during: () => unknown = () => undefined) {
  return async (name: string): Promise<string> =>
    await holds.withHold(
      { customer, amount: '10' },
      async ({ costs }) => {
        costs({ amount: '50' })
        await during()
        return name
      },
      named,
    )
}

async function charges({ credits }: Product, customer: string): Promise<string[]> {
  const { data } = await credits.customers.entries(customer)
  return data.filter(({ kind }) => kind === 'consumption').map(({ amount }) => amount)
}

test('work whose first attempt could not be paid is charged when another can', async ({
  product,
  customer,
}) => {
  const { credits } = product
  await credits.grants.create({ customer, amount: '10' })
  const attempt = work(credits, customer)
  const short = { code: 'insufficient_credits' }
  await expect(attempt('first')).rejects.toMatchObject(short)
  await expect(attempt('second')).rejects.toMatchObject(short)
  await credits.grants.create({ customer, amount: '100' })
  expect(await attempt('third')).toBe('third')
  expect(await charges(product, customer)).toEqual(['-50'])
  expect(await credits.customers.balance(customer)).toMatchObject({ balance: '60', held: '0' })
})

test('work that had too little to begin is done and charged when there is enough', async ({
  product,
  customer,
}) => {
  const { credits } = product
  const attempt = work(credits, customer)
  const short = { code: 'insufficient_credits' }
  await expect(attempt('first')).rejects.toMatchObject(short)
  await expect(attempt('second')).rejects.toMatchObject(short)
  await credits.grants.create({ customer, amount: '100' })
  expect(await attempt('third')).toBe('third')
  expect(await charges(product, customer)).toEqual(['-50'])
})

test('of many attempts at once, and one after them without credits, one is charged', async ({
  product,
  customer,
}) => {
  const { credits } = product
  await credits.grants.create({ customer, amount: '50' })
  let waiting = 3
  const all = Promise.withResolvers<void>()
  const attempt = work(credits, customer, () => {
    if (--waiting === 0) all.resolve()
    return all.promise
  })
  expect(await Promise.all(['a', 'b', 'c'].map(attempt))).toEqual(['a', 'b', 'c'])
  expect(await attempt('later')).toBe('later')
  expect(await charges(product, customer)).toEqual(['-50'])
  expect(await credits.customers.balance(customer)).toMatchObject({ balance: '0', held: '0' })
})

test('an attempt whose hold another let go of is charged all the same', async ({ product, customer }) => {
  const { credits } = product
  await credits.grants.create({ customer, amount: '100' })
  const failing = work(credits, customer, () => {
    throw new Error('out of ink')
  })
  const attempt = work(credits, customer, () => expect(failing('other')).rejects.toThrow('out of ink'))
  expect(await attempt('mine')).toBe('mine')
  expect(await charges(product, customer)).toEqual(['-50'])
  // Nothing is given away either where there is too little for another hold.
  const poor = credits.holds.withHold(
    { customer, amount: '50' },
    async ({ hold }) => {
      await credits.holds.release(customer, hold.id)
      await credits.consume({ customer, amount: '1' })
    },
    { idempotencyKey: 'job-2' },
  )
  await expect(poor).rejects.toMatchObject({ code: 'insufficient_credits' })
  expect(await credits.customers.balance(customer)).toMatchObject({ balance: '49', held: '0' })
})

test('work of which every answer is lost once is charged once', async ({ product, customer }) => {
  await product.credits.grants.create({ customer, amount: '100' })
  await using line = await startLossyLine(product.serverUrl)
  const { secretKey } = product
  const retrying = createCreditsServer({ baseUrl: line.url, secretKey })
  expect(await work(retrying, customer)('first')).toBe('first')
  expect(await charges(product, customer)).toEqual(['-50'])

  // The caller hears of nothing, and neither does who lets go of the hold.
  const once = createCreditsServer({ baseUrl: line.url, secretKey, maxRetries: 0 })
  const attempt = async (): Promise<string> =>
    await once.holds
      .withHold({ customer, amount: '20' }, () => 'done', { idempotencyKey: 'job-2' })
      .catch((error: { code: string }) => error.code)
  const outcomes = [await attempt(), await attempt(), await attempt(), await attempt()]
  expect(outcomes).toEqual(['network', 'network', 'network', 'done'])
  expect(await charges(product, customer)).toEqual(['-20', '-50'])
  expect(await product.credits.customers.balance(customer)).toMatchObject({ balance: '30', held: '0' })
})

/** A way to the server on which the first answer to each request that is sent again and again gets lost. */
async function startLossyLine(target: string) {
  const seen = new Set<string>()
  const line = createServer((request, response) => {
    const { method, url = '', headers } = request
    // A settlement has a key of its own at each attempt.
    const key = url.endsWith('/settle') ? undefined : headers['idempotency-key']
    const name = JSON.stringify([method, url, key])
    const isLost = !seen.has(name)
    seen.add(name)
    request.pipe(
      send(target + url, { method, headers }, (answer) => {
        if (isLost) answer.resume().once('end', () => response.destroy())
        else answer.pipe(response.writeHead(answer.statusCode ?? 502, answer.headers))
      }),
    )
  })
  await new Promise<void>((resolve) => line.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(line.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      line.closeAllConnections()
      await new Promise((resolve) => line.close(resolve))
    },
  }
}

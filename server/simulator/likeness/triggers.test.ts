import { spawn, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import type { TriggerResult } from './trigger-run.ts'

/** The events that Creditkit handles and the CLI has fixtures for. */
const HANDLED = [
  'checkout.session.completed',
  'checkout.session.async_payment_succeeded',
  'checkout.session.async_payment_failed',
  'checkout.session.expired',
  'payment_intent.succeeded',
  'payment_intent.payment_failed',
  'payment_intent.requires_action',
  'charge.refunded',
  'charge.dispute.created',
  'charge.dispute.updated',
  'charge.dispute.closed',
  'payment_method.detached',
  'customer.deleted',
]

/** More of what the simulator has and the CLI can trigger. */
const OTHERS = [
  'charge.captured',
  'charge.refund.updated',
  'coupon.deleted',
  'customer.updated',
  'payment_intent.canceled',
  'payment_intent.processing',
  'payment_method.updated',
  'price.updated',
  'product.deleted',
  'promotion_code.updated',
  'setup_intent.requires_action',
  'setup_intent.setup_failed',
]

/** Handled too, and without a fixture in the CLI: `life-of-a-payment.test.ts` has them. */
const WITHOUT_FIXTURE = [
  'refund.created',
  'refund.updated',
  'refund.failed',
  'charge.dispute.funds_withdrawn',
  'charge.dispute.funds_reinstated',
  'radar.early_fraud_warning.created',
]

/** A command in a network namespace with nothing but a loopback interface in it. */
const isolated = (command: readonly string[]): string[] => [
  'unshare',
  '-rn',
  'sh',
  '-c',
  'ip link set lo up && exec "$@"',
  'sh',
  ...command,
]

const isAllowed = ([command = '', ...args]: readonly string[]): boolean =>
  spawnSync(command, args).status === 0

/** Whether this machine lets us make such a namespace. */
const hasNamespaces = isAllowed(isolated(['true']))

const runTriggers = async (events: readonly string[]): Promise<TriggerResult[]> => {
  const script = [process.execPath, fileURLToPath(new URL('trigger-run.ts', import.meta.url)), ...events]
  const [command = '', ...args] = hasNamespaces ? isolated(script) : script
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  await new Promise((resolve) => child.on('close', resolve))
  return output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as TriggerResult)
}

describe("Stripe's own CLI, `stripe trigger`", () => {
  const results = new Map<string, TriggerResult>()

  beforeAll(async () => {
    const all = [...HANDLED, ...OTHERS]
    const half = Math.ceil(all.length / 2)
    const done = await Promise.all([runTriggers(all.slice(0, half)), runTriggers(all.slice(half))])
    for (const result of done.flat()) results.set(result.event, result)
    process.stdout.write(
      `stripe trigger ran ${hasNamespaces ? 'in an empty network namespace' : 'without a network namespace, which this machine does not allow'}; it has no fixture for ${WITHOUT_FIXTURE.join(', ')}\n`,
    )
  }, 180_000)

  test.each([...HANDLED, ...OTHERS])(
    '%s replays, is sent, and everything has the shape of Stripe’s types',
    (event) => {
      const result = results.get(event)
      expect(result?.exitCode, result?.output).toBe(0)
      expect(result?.sent).toContain(event)
      expect(result?.problems).toEqual([])
    },
  )
})

import { expect, test } from 'vitest'
import { tellFigures } from './payment-figures.ts'

const counts = {
  created: 0,
  open: 1,
  processing: 0,
  paid: 0,
  granted: 7,
  expired: 0,
  failed: 0,
  partly_refunded: 0,
  refunded: 0,
  disputed: 0,
}

async function tell(more: { drift?: number; dead?: number; oldestPendingSeconds?: number }) {
  const lines: [level: string, details: object, message: string][] = []
  const write = (level: string) => (details: object, message: string) =>
    void lines.push([level, details, message])
  const { drift = 0, ...rest } = more
  const inbox = { pending: 2, oldestPendingSeconds: 1, dead: 0, setAside: 3, ...rest }
  await tellFigures(
    { info: write('info'), warn: write('warn'), error: write('error') },
    { figures: async () => await Promise.resolve({ ordersByStatus: counts, drift }) },
    { figures: async () => await Promise.resolve(inbox) },
  )
  return lines
}

test('the log tells how many orders stand where, what waits, what is dead, and what differs from Stripe', async () => {
  const events = { pending: 2, oldestPendingSeconds: 1, dead: 0, setAside: 3 }
  expect(await tell({})).toEqual([['info', { orders: counts, drift: 0, events }, 'Payments are in order']])
})

test.each([{ drift: 1 }, { dead: 1 }, { oldestPendingSeconds: 301 }])(
  'it warns where a person should look: %j',
  async (more) => {
    expect((await tell(more))[0]?.[0]).toBe('warn')
  },
)

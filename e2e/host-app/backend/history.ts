import type { CreditsServer } from '@creditkit/sdk/node'
import { CURRENCY, FEATURES } from './catalogue.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** Usage can be told about so long afterwards, with an hour to spare. */
const WEEK = 7 * DAY - HOUR
const SHIFT = 5 * HOUR

const GRANTS = [
  // Bought elsewhere, before there were top-ups.
  { amount: '100000', category: 'paid', cents: '8000', from: -61, until: 300, reason: 'Annual plan' },
  { amount: '1000', from: -30, until: 3, reason: 'Welcome' },
  { amount: '12000', from: -20, until: 11, reason: 'Thank you' },
  { amount: '2000', from: 9, until: 40, reason: 'December' },
] as const

/** So that there is something to look at: a workspace that has had a busy week. Done once. */
export async function inventHistory(credits: CreditsServer, customer: string): Promise<void> {
  const pool = { customer, currency: CURRENCY }
  const { data } = await credits.customers.entries(customer, { currency: CURRENCY, limit: 1 })
  if (data.length) return
  const now = Date.now()
  const instant = (milliseconds: number): string => new Date(now + milliseconds).toISOString()

  for (const [index, { amount, from, until, reason, ...paid }] of GRANTS.entries()) {
    await credits.grants.create(
      {
        ...pool,
        amount,
        effectiveAt: instant(from * DAY),
        expiresAt: instant(until * DAY),
        reason,
        ...('cents' in paid && {
          category: paid.category,
          costBasis: { amount: paid.cents, currency: 'usd' },
        }),
      },
      { idempotencyKey: `demo-grant-${index}` },
    )
  }
  const shifts = Array.from({ length: Math.floor(WEEK / SHIFT) }, (_, index) => -WEEK + index * SHIFT)
  const results = await credits.consumeBatch(
    shifts.flatMap((ago) =>
      Object.values(FEATURES).map(({ id }) => ({
        ...pool,
        feature: id,
        quantity: String(quantityAt(new Date(now + ago), id)),
        at: instant(ago),
        idempotencyKey: `demo-${id}${ago}`,
      })),
    ),
  )
  const refused = results.find(({ status }) => status !== 200)
  if (refused && 'problem' in refused)
    throw new Error(`The invented history is refused: ${refused.problem.detail}`)
}

/** More by day and on working days, and never twice the same. */
function quantityAt(date: Date, feature: string): number {
  const hours = date.getTime() / HOUR
  const isWeekend = [0, 6].includes(date.getUTCDay())
  const isNight = date.getUTCHours() < 6
  const wave = 1 + Math.sin(hours * 1.7 + feature.length) / 3
  const usual = feature === FEATURES.image.id ? 12 : 46
  return Math.max(1, Math.round(usual * wave * (isWeekend ? 0.3 : 1) * (isNight ? 0.2 : 1)))
}

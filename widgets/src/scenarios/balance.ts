import type { Balance } from '@creditkit/sdk'
import { divideHalfUp, sum, toAmount, toUnits } from './amounts.ts'
import type { HeldGrant } from './ledger.ts'
import { day, type World } from './world.ts'

const windowDays = 7
const left = (grants: HeldGrant[]): bigint => sum(grants.map((grant) => grant.remaining))

/** The pool's balance and what follows from it. */
export function balanceOf({ recipe, ledger }: World, now: number): Balance {
  const { currency } = recipe
  const amount = (units: bigint): string => toAmount(units, currency.scale)
  const open = ledger.inBurnOrder()
  const granted = sum(open.map((grant) => grant.amount))
  const available = ledger.balance - toUnits(recipe.held, currency.scale)
  const expiring = open.filter((grant) => grant.expiresAt && grant.remaining > 0n)
  const next = expiring.sort((one, other) => (one.expiresAt ?? 0) - (other.expiresAt ?? 0))[0]
  const spent = sum(
    ledger.entries
      .filter((entry) => entry.kind === 'consumption' && Date.parse(entry.at) > now - windowDays * day)
      .map((entry) => -toUnits(entry.amount, currency.scale)),
  )
  const seconds = spent > 0n && available > 0n ? Number((available * 604_800n) / spent) : 0
  return {
    customer: 'customer_1',
    currency,
    resource: null,
    balance: amount(ledger.balance),
    held: recipe.held,
    available: amount(available),
    pending: recipe.pending,
    overdraftLimit: recipe.overdraftLimit,
    byCategory: (['paid', 'promotional'] as const).map((category) => ({
      category,
      remaining: amount(left(open.filter((grant) => (grant.category ?? 'paid') === category))),
    })),
    granted: amount(granted),
    used: amount(granted - left(open)),
    value: currency.unitCost && {
      amount: toAmount(
        divideHalfUp(available * toUnits(currency.unitCost.amount, 6), 10n ** BigInt(currency.scale + 6)),
        0,
      ),
      currency: currency.unitCost.currency,
      scale: currency.unitCost.scale,
    },
    nextExpiry: next
      ? { at: new Date(next.expiresAt ?? 0).toISOString(), amount: amount(next.remaining) }
      : null,
    runway:
      spent > 0n
        ? {
            seconds,
            runsOutAt: new Date(now + Math.min(seconds, 1e11) * 1000).toISOString(),
            perDay: amount(spent / BigInt(windowDays)),
            windowDays,
          }
        : null,
    lowThreshold: recipe.lowThreshold,
    seq: String(ledger.entries.length),
    asOf: new Date(now).toISOString(),
  }
}

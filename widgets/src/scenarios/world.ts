import type { Currency, Order, StreamEvent, UnitPrice } from '@creditkit/sdk'
import { sum, toUnits } from './amounts.ts'
import { usualFeatures, type Feature } from './features.ts'
import { ScenarioLedger, type GrantPlan } from './ledger.ts'
import { randomFrom } from './random.ts'

export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour

/** A grant of a scenario's recipe: credits as on the wire, times in days before now (negative: to come). */
export interface GrantRecipe extends Omit<
  GrantPlan,
  'amount' | 'effectiveAt' | 'createdAt' | 'expiresAt' | 'ends'
> {
  credits: string
  daysAgo: number
  createdDaysAgo?: number
  expiresInDays?: number
  ends?: { daysAgo: number; how: 'voided' | 'taken_back'; reason: string }
}

/** What a scenario's customer has and did. */
export interface Recipe {
  seed: number
  currency: Currency
  lowThreshold: string | null
  features: Feature[]
  /** How many days of usage there are. */
  days: number
  /** Usage happens only this many days ago, instead of on every day. */
  onlyDaysAgo?: number
  grants: GrantRecipe[]
  /** What is left now; an old balance brought over makes up for the rest. */
  balance: string
  held: string
  pending: string
  overdraftLimit: string
  /** Multiplies every amount: for balances beyond what a float holds. */
  factor: bigint
}

/** Everything that a scenario's answers are made from. It changes when something happens in it. */
export interface World {
  recipe: Recipe
  ledger: ScenarioLedger
  orders: Map<string, Order>
  /** How often each order was asked for. */
  steps: Map<string, number>
  /** Ids of the saved cards that were removed. */
  removedCards: Set<string>
  /** The open live streams. */
  listeners: Set<(event: StreamEvent) => void>
}

export const aiCredits: Currency = {
  id: 'ai_credits',
  name: { singular: 'AI credit', plural: 'AI credits' },
  scale: 0,
  unitCost: { amount: '0.1', currency: 'usd', scale: 2 } satisfies UnitPrice,
}

export const plainRecipe: Recipe = {
  seed: 7,
  currency: aiCredits,
  lowThreshold: '2000',
  features: usualFeatures,
  days: 0,
  grants: [],
  balance: '0',
  held: '0',
  pending: '0',
  overdraftLimit: '0',
  factor: 1n,
}

/** Lives through the recipe up to `now`, so that balance, grants, usage and statement tell one story. */
export function createWorld(recipe: Recipe, now: number): World {
  const target = toUnits(recipe.balance, recipe.currency.scale)
  const uses = usages(recipe, now)
  const used = sum(uses.map((use) => use.quantity * use.feature.rate))
  const given = sum(
    recipe.grants.map((grant) => toUnits(grant.credits, recipe.currency.scale) * recipe.factor),
  )
  // A first guess, as if nothing were scheduled, voided or expired.
  let broughtOver = target + used > given ? target + used - given : 0n
  let ledger = live(recipe, now, uses, broughtOver)
  // What is brought over can change what expires unused, so that one correction is not always enough.
  for (let tries = 0; tries < 5 && ledger.balance < target; tries++) {
    broughtOver += target - ledger.balance
    ledger = live(recipe, now, uses, broughtOver)
  }
  return {
    recipe,
    ledger,
    orders: new Map(),
    steps: new Map(),
    removedCards: new Set(),
    listeners: new Set(),
  }
}

function live(recipe: Recipe, now: number, uses: Use[], broughtOver: bigint): ScenarioLedger {
  const { scale } = recipe.currency
  const ledger = new ScenarioLedger(recipe.currency.id, scale)
  if (broughtOver > 0n) {
    ledger.plan({
      amount: broughtOver,
      effectiveAt: now - (recipe.days + 1) * day,
      expiresAt: now + 200 * day,
      type: 'import',
      reason: 'From your old plan',
    })
  }
  for (const { credits, daysAgo, createdDaysAgo, expiresInDays, ends, ...plan } of recipe.grants) {
    ledger.plan({
      ...plan,
      amount: toUnits(credits, scale) * recipe.factor,
      effectiveAt: now - daysAgo * day,
      createdAt: now - (createdDaysAgo ?? daysAgo) * day,
      expiresAt: expiresInDays === undefined ? null : now + expiresInDays * day,
      ...(ends && { ends: { at: now - ends.daysAgo * day, how: ends.how, reason: ends.reason } }),
    })
  }
  for (const use of uses) {
    ledger.consume(use.feature, use.quantity, use.dimensions, use.at)
  }
  ledger.advance(now)
  return ledger
}

interface Use {
  feature: Feature
  quantity: bigint
  dimensions: Record<string, string>
  at: number
}

/** Uses of features in order of time: more by day than by night, few on weekends, a little more each week. */
function usages(recipe: Recipe, now: number): Use[] {
  const random = randomFrom(recipe.seed)
  const uses: Use[] = []
  for (let ago = recipe.days - 1; ago >= 0; ago--) {
    if (recipe.onlyDaysAgo !== undefined && recipe.onlyDaysAgo !== ago) continue
    const weekday = new Date(now - ago * day).getUTCDay()
    const busy = (weekday === 0 || weekday === 6 ? 0.3 : 1) * (1 - ago / (recipe.days * 3))
    for (const each of recipe.features) {
      const feature = { ...each, rate: each.rate * recipe.factor }
      const times = Math.floor(feature.timesPerDay * busy + random())
      for (let time = 0; time < times; time++) {
        const at = now - ago * day - Math.floor(random() * random() * day)
        const quantity = BigInt(1 + Math.floor(random() * feature.atMost))
        const model = feature.models[Math.floor(random() * feature.models.length)] ?? 'small'
        const region = random() < 0.7 ? 'eu' : 'us'
        uses.push({ feature, quantity, dimensions: { model, region }, at: at - (at % 1000) })
      }
    }
  }
  return uses.sort((one, other) => one.at - other.at)
}

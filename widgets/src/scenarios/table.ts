import type { PaymentMethod, Problem } from '@creditkit/sdk'
import { cardScenarios } from './cards.ts'
import { manyFeatures, usualFeatures } from './features.ts'
import type { TopUpCourse } from './orders.ts'
import type { Script } from './stream.ts'
import { aiCredits, plainRecipe, type GrantRecipe, type Recipe } from './world.ts'

/** The parts of the API that a scenario can answer in its own way. */
export type Route =
  | 'balance'
  | 'usage'
  | 'grants'
  | 'statement'
  | 'packages'
  | 'quotes'
  | 'top-ups'
  | 'check'
  | 'payment-methods'
  | 'stream'

/** What goes wrong with a call, if anything. */
export type Fault =
  | { kind: 'never' }
  | { kind: 'offline' }
  | { kind: 'problem'; code: Problem['code']; status: number }

export interface Scenario {
  /** One sentence that says what it shows. */
  summary: string
  recipe: Recipe
  script?: Script
  course?: TopUpCourse
  /** What the customer has saved to pay with. */
  cards?: PaymentMethod[]
  /** Every answer takes this long, in ms. */
  delay?: number
  /** `nth` counts the calls of the route from 1; `further` says whether a page after the first is asked for. */
  fault?: (call: { route: Route; nth: number; further: boolean }) => Fault | undefined
}

const broken: Fault = { kind: 'problem', code: 'internal_error', status: 500 }
const busy: Fault = { kind: 'problem', code: 'overloaded', status: 503 }

const topUp = (
  credits: string,
  daysAgo: number,
  cost: number,
  expiresInDays = 365 - daysAgo,
): GrantRecipe => ({
  credits,
  daysAgo,
  expiresInDays,
  type: 'top_up',
  orderId: `order_${credits}_${daysAgo}`,
  cost,
})

const usualGrants: GrantRecipe[] = [
  topUp('25000', 66, 2250),
  topUp('25000', 42, 2250),
  topUp('10000', 1.2, 1000),
  {
    credits: '5000',
    daysAgo: 18,
    expiresInDays: 12,
    category: 'promotional',
    features: ['image_generation'],
    reason: 'Launch offer',
  },
  { credits: '2000', daysAgo: -9, createdDaysAgo: 2, category: 'promotional', reason: 'Loyalty bonus' },
  { credits: '1500', daysAgo: 80, expiresInDays: -50, category: 'promotional', features: ['nothing_yet'] },
]

const usual: Recipe = {
  ...plainRecipe,
  days: 90,
  grants: usualGrants,
  balance: '12480',
}

const weekly = Array.from({ length: 28 }, (_, index): GrantRecipe => {
  const daysAgo = 87 - index * 3
  return { credits: '200', daysAgo, expiresInDays: 100 - daysAgo, category: 'promotional', type: 'recurring' }
})

const many: Recipe = {
  ...plainRecipe,
  seed: 30,
  features: manyFeatures,
  days: 400,
  balance: '48210',
  grants: Array.from({ length: 58 }, (_, index): GrantRecipe => {
    const daysAgo = 399 - index * 7
    const gone = { daysAgo: daysAgo - 3, reason: 'The payment was refunded' }
    if (index % 11 === 5) return { ...topUp('10000', daysAgo, 1000), ends: { ...gone, how: 'taken_back' } }
    if (index % 13 === 6) {
      const ends = { daysAgo: daysAgo - 2, how: 'voided', reason: 'Granted by mistake' } as const
      return { credits: '2000', daysAgo, reason: 'Apology', category: 'promotional', ends }
    }
    if (index % 4 === 3) {
      return {
        credits: '5000',
        daysAgo,
        expiresInDays: 30 - daysAgo,
        category: 'promotional',
        type: 'recurring',
      }
    }
    return topUp('15000', daysAgo, 1500, 700 - daysAgo)
  }).concat({ credits: '5000', daysAgo: -20, createdDaysAgo: 1, category: 'promotional', type: 'recurring' }),
}

/** Every scenario, by the name that stands first in the base URL's path. */
export const scenarios = {
  ready: { summary: 'A customer with a healthy balance and some months of usage.', recipe: usual },
  live: {
    summary: 'Something is used every two seconds.',
    recipe: usual,
    script: { consumeEvery: 2000 },
  },
  empty: { summary: 'A new customer: no credits, no usage.', recipe: plainRecipe },
  low: {
    summary: 'Few credits are left.',
    recipe: { ...usual, grants: usualGrants.slice(0, 2), balance: '480' },
    script: { alerts: ['low'] },
  },
  negative: {
    summary: 'More was used than there was.',
    recipe: { ...usual, grants: usualGrants.slice(0, 1), balance: '-320', overdraftLimit: '1000' },
    script: { alerts: ['negative'] },
  },
  expiring: {
    summary: 'Credits expire within days.',
    recipe: {
      ...usual,
      balance: '17480',
      grants: [
        ...usualGrants.slice(0, 3),
        { credits: '4000', daysAgo: 28, expiresInDays: 2, category: 'promotional', features: ['voice'] },
      ],
    },
    script: { alerts: ['expiring'] },
  },
  held: {
    summary: 'Some of the balance is held, and a top-up is on its way.',
    recipe: { ...usual, held: '1200', pending: '25000' },
    script: { alerts: ['held_up'] },
  },
  'held-up': {
    summary: 'All that is left is held.',
    recipe: { ...usual, held: '12480' },
    script: { alerts: ['held_up'] },
  },
  many: { summary: 'Thirty features, four hundred days, sixty grants.', recipe: many },
  huge: {
    summary: 'Amounts beyond what a float can hold.',
    recipe: {
      ...usual,
      factor: 10n ** 14n,
      balance: '9007199254740993127',
      grants: [topUp('25000', 61, 225_000_000_000)],
    },
  },
  scaled: {
    summary: 'A currency with two digits after the point.',
    recipe: {
      ...usual,
      currency: {
        id: 'compute_hours',
        name: { singular: 'Compute hour', plural: 'Compute hours' },
        scale: 2,
        unitCost: { amount: '12.5', currency: 'usd', scale: 2 },
      },
      lowThreshold: '20',
      balance: '124.85',
      grants: [
        topUp('250', 61, 3125),
        { ...topUp('12.5', 4, 156), category: 'promotional', reason: 'Trial' },
      ],
    },
  },
  'one-bar': {
    summary: 'Usage on one single day.',
    recipe: { ...usual, days: 30, onlyDaysAgo: 4, grants: usualGrants.slice(2, 3) },
  },
  'no-price': {
    summary: 'Credits without a price, and no forecast.',
    recipe: {
      ...plainRecipe,
      currency: { ...aiCredits, unitCost: null },
      balance: '500',
      days: 1,
      features: usualFeatures.slice(0, 1),
      onlyDaysAgo: 9,
      lowThreshold: null,
    },
  },
  loading: {
    summary: 'No answer comes.',
    recipe: usual,
    fault: () => ({ kind: 'never' }),
  },
  slow: { summary: 'Every answer takes two seconds.', recipe: usual, delay: 2000 },
  error: { summary: 'The server fails.', recipe: usual, fault: () => broken },
  flaky: {
    summary: 'The server fails until it is asked again.',
    recipe: usual,
    fault: ({ nth }) => (nth <= 3 ? broken : undefined),
  },
  partial: {
    summary: 'Usage and further pages fail; all else answers.',
    recipe: { ...usual, grants: [...usualGrants, ...weekly] },
    fault: ({ route, further }) => (route === 'usage' || further ? busy : undefined),
  },
  offline: { summary: 'The network is gone.', recipe: usual, fault: () => ({ kind: 'offline' }) },
  stale: {
    summary: 'The network goes after the first answers.',
    recipe: usual,
    fault: ({ route, nth }) => (nth > 1 || route === 'stream' ? { kind: 'offline' } : undefined),
  },
  unauthorised: {
    summary: 'The session is not accepted.',
    recipe: usual,
    fault: () => ({ kind: 'problem', code: 'token_revoked', status: 401 }),
  },
  'read-only': {
    summary: 'The session may look, not buy.',
    recipe: usual,
    fault: ({ route }) =>
      route === 'quotes' || route === 'top-ups'
        ? { kind: 'problem', code: 'insufficient_scope', status: 403 }
        : undefined,
  },
  'payments-down': {
    summary: 'The payment service cannot be reached.',
    recipe: usual,
    fault: ({ route }) =>
      route === 'top-ups' ? { kind: 'problem', code: 'stripe_unavailable', status: 502 } : undefined,
  },
  'top-up-open': { summary: 'The top-up is never paid for.', recipe: usual, course: ['open'] },
  'top-up-processing': {
    summary: 'The payment takes long to settle.',
    recipe: usual,
    course: ['open', 'processing'],
  },
  'top-up-failed': {
    summary: 'The payment fails.',
    recipe: usual,
    course: ['open', 'processing', 'failed'],
  },
  'top-up-expired': {
    summary: 'The top-up was not paid for in time.',
    recipe: usual,
    course: ['open', 'expired'],
  },
  'top-up-refunded': {
    summary: 'The payment was given back.',
    recipe: usual,
    course: ['open', 'processing', 'refunded'],
  },
  'top-up-disputed': {
    summary: 'The payment is in dispute.',
    recipe: usual,
    course: ['open', 'processing', 'disputed'],
  },
  ...cardScenarios(usual),
} satisfies Record<string, Scenario>

export type ScenarioName = keyof typeof scenarios

import type { PaymentMethod } from '@creditkit/sdk'
import type { Scenario } from './table.ts'
import type { Recipe } from './world.ts'

/** `visa` is good for years, `old` has expired. */
const cards = {
  visa: { id: 'pm_visa', brand: 'visa', last4: '4242', expiryMonth: 4, expiryYear: 2031 },
  mastercard: { id: 'pm_mastercard', brand: 'mastercard', last4: '4444', expiryMonth: 11, expiryYear: 2030 },
  old: { id: 'pm_old', brand: 'amex', last4: '0005', expiryMonth: 8, expiryYear: 2024 },
} satisfies Record<string, PaymentMethod>

/** What can come of paying with a saved card. */
// oxlint-disable-next-line typescript/explicit-function-return-type typescript/explicit-module-boundary-types -- the names of the scenarios are part of the type
export const cardScenarios = (recipe: Recipe) =>
  ({
    'saved-card': {
      summary: 'A card is saved, and pays at once.',
      recipe,
      cards: [cards.visa],
      course: ['granted'],
    },
    'saved-cards': {
      summary: 'Three cards are saved, one of which has expired.',
      recipe,
      cards: [cards.visa, cards.mastercard, cards.old],
      course: ['granted'],
    },
    'card-expired': { summary: 'The only card that is saved has expired.', recipe, cards: [cards.old] },
    'card-confirm': {
      summary: 'The bank wants to confirm what the saved card pays.',
      recipe,
      cards: [cards.visa],
      course: ['open'],
    },
    'card-declined': {
      summary: 'The bank declines the saved card.',
      recipe,
      cards: [cards.visa],
      course: ['failed'],
    },
    'card-gone': {
      summary: 'The saved card was removed elsewhere.',
      recipe,
      cards: [cards.visa],
      fault: ({ route }) =>
        route === 'top-ups' ? { kind: 'problem', code: 'not_found', status: 404 } : undefined,
    },
    'card-lost': {
      summary: 'The network is gone while the saved card pays, and comes back.',
      recipe,
      cards: [cards.visa],
      course: ['granted'],
      fault: ({ route, nth }) => (route === 'top-ups' && nth <= 3 ? { kind: 'offline' } : undefined),
    },
  }) satisfies Record<string, Scenario>

/** The catalogue whose outlines make the skeleton: three packages and an amount of one's own. */
import type { Catalogue, Package } from '@creditkit/sdk'
import { html } from 'lit'
import type { TemplateResult } from 'lit'
import type { enTopUp } from '../foundation/localize/en/top-up.ts'
import { offerOfPackage } from './choice.ts'

const price = { amount: '500', currency: 'usd', scale: 2 }
const entry: Package = {
  id: '1',
  name: '',
  currency: '',
  credits: '25000',
  bonusCredits: '0',
  price,
  unitPrice: { ...price, amount: '0.1' },
  savingPercent: 0,
  expiresAfterDays: 365,
  perCustomerLimit: null,
  purchasable: true,
  displayOrder: 0,
}

export const placeholder: Catalogue = {
  packages: [entry, entry, entry],
  custom: { currency: '', minimum: '1000', maximum: '1000000', step: '1', tiers: [] },
  moneyCurrencies: [],
  moneyCurrency: 'usd',
  promotionCodes: true,
  checkoutModes: [],
}

export const placeholderOffer = offerOfPackage(entry)

/** About as tall as an order that is being checked. */
export const progressBones = (t: typeof enTopUp): TemplateResult =>
  html`<div class="progress">
    <p class="emblem"></p>
    <p class="stage">${t.title}</p>
    <p>${t.secure}</p>
    <p class="button in-place-of-steps"></p>
  </div>`

/** Classes and helpers, without side effects: nothing is defined. `define/<element>` and `all` define. */
export { CreditProvider } from './credit-provider/credit-provider.ts'
export { creditContext } from './foundation/context.ts'
export type { CreditContext } from './foundation/context.ts'
export { CreditElement } from './foundation/credit-element.ts'
export type { CreditErrorDetail, CreditEventMap } from './foundation/events/map.ts'
export { registerMessages } from './foundation/localize/localize.ts'
export type { MessageOverrides, Messages } from './foundation/localize/messages.ts'
export { VERSION } from './foundation/version.ts'

export { createCredits } from './client.ts'
export { CreditsError } from './error.ts'
export type * from './types.ts'
export type * from './wire.ts'

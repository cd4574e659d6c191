/** What of the grants comes when somebody opens one. */
import { Later } from '../foundation/later.ts'

export type Details = typeof import('./later/grant-details.ts')

export const details = new Later<Details>(() => import('./later/grant-details.ts'))

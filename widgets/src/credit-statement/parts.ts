/** What of the statement comes when somebody looks closer. */
import { Later } from '../foundation/later.ts'

export type Details = typeof import('./later/statement-details.ts')

export const details = new Later<Details>(() => import('./later/statement-details.ts'))

/** What of the grants comes when somebody opens one. */
import { Later } from '../foundation/later.ts'

export const details = new Later(() => import('./later/grant-details.ts'))

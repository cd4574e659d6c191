/** What of the statement comes when somebody looks closer. */
import { Later } from '../foundation/later.ts'

export const details = new Later(() => import('./later/statement-details.ts'))

/** What of the balance comes in a file of its own: all that its outline does not have, beside the answer. */
import { Later } from '../foundation/later.ts'

export const body = new Later(() => import('./later/balance-body.ts'))

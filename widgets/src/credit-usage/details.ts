/** What of the usage comes when somebody looks closer. */
import { Later } from '../foundation/later.ts'

export const details = new Later(() => import('./later/usage-details.ts'))

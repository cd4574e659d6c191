/** What of the usage comes in files of its own. */
import { Later } from '../foundation/later.ts'

/** What stands below the headline; it comes beside it, while the figures are on their way. */
export const body = new Later(() => import('./later/usage-body.ts'))

/** What is wanted when somebody looks closer. */
export const details = new Later(() => import('./later/usage-details.ts'))

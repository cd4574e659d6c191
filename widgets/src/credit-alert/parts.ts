/** What of the alert comes later: while all is well nobody needs the banner. */
import { Later } from '../foundation/later.ts'

export const banner = new Later(() => import('./later/banner.ts'))

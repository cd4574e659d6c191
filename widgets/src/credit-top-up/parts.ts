/**
 * What of the top-up comes later: an amount of one's own, the saved cards as a list, the order and its payment.
 * It is fetched when the form is first touched, before anybody can have paid, or at once where an order waits.
 */
import { Later } from '../foundation/later.ts'

export const buying = new Later(() => import('./later/buying.ts'))

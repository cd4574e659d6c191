import { missing } from '../http/errors.ts'
import { route } from '../http/route.ts'
import type { Route } from '../http/route.ts'

/** https://docs.stripe.com/api/balance_transactions: to be read one by one. */
export const balanceTransactionRoutes: readonly Route[] = [
  route('get', '/v1/balance_transactions/:id', 'BalanceTransactionRetrieveParams', ({ world, id }) => {
    const transaction = world.state.balanceTransactions.get(id)
    if (!transaction) throw missing('balance transaction', id)
    return transaction
  }),
]

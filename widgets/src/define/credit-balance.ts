import { CreditBalance } from '../credit-balance/credit-balance.ts'
import { define } from '../foundation/define.ts'

define('credit-balance', CreditBalance)

import { CreditCost } from '../credit-cost/credit-cost.ts'
import { define } from '../foundation/define.ts'

define('credit-cost', CreditCost)

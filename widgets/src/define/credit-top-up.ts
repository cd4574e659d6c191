import { CreditTopUp } from '../credit-top-up/credit-top-up.ts'
import { define } from '../foundation/define.ts'

define('credit-top-up', CreditTopUp)

import { CreditStatement } from '../credit-statement/credit-statement.ts'
import { define } from '../foundation/define.ts'

define('credit-statement', CreditStatement)

import { CreditGrants } from '../credit-grants/credit-grants.ts'
import { define } from '../foundation/define.ts'

define('credit-grants', CreditGrants)

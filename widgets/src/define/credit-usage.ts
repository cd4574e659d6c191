import { CreditUsage } from '../credit-usage/credit-usage.ts'
import { define } from '../foundation/define.ts'

define('credit-usage', CreditUsage)

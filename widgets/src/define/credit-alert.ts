import { CreditAlert } from '../credit-alert/credit-alert.ts'
import { define } from '../foundation/define.ts'

define('credit-alert', CreditAlert)

import { CreditProvider } from '../credit-provider/credit-provider.ts'
import { define } from '../foundation/define.ts'

define('credit-provider', CreditProvider)

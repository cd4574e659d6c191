import { CreditGate } from '../credit-gate/credit-gate.ts'
import { define } from '../foundation/define.ts'

define('credit-gate', CreditGate)

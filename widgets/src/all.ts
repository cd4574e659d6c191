/** Defines every element. */
import './define/credit-balance.ts'
import './define/credit-provider.ts'
import './define/credit-top-up.ts'

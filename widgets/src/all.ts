/** Defines every element. */
import './define/credit-provider.ts'

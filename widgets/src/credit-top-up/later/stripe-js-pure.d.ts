/** The package's `pure` folder has no `exports` entry, which TypeScript wants and bundlers do not. */
declare module '@stripe/stripe-js/pure' {
  export { loadStripe } from '@stripe/stripe-js'
}

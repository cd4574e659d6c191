/**
 * Stripe's payment page inside the element. Loaded when it is first wanted, and with it Stripe.js, which
 * has to come from Stripe. Whoever cannot show it pays on the hosted page.
 */
// oxlint-disable-next-line typescript/triple-slash-reference -- packages that import this source compile it with their own files
/// <reference path="./stripe-js-pure.d.ts" />
import { loadStripe } from '@stripe/stripe-js/pure'
import { projectIntoSlot } from './light-slot.ts'

export interface EmbeddedCheckout {
  host: Element
  clientSecret: string
  publishableKey: string
  /** The customer has finished. Whether they have paid, the server knows. */
  onComplete: () => void
}

/** Shows the payment page. Resolves to what takes it away. @throws where there is no place, or no Stripe.js */
export async function mountCheckout(checkout: EmbeddedCheckout): Promise<() => void> {
  const { host, clientSecret, publishableKey, onComplete } = checkout
  const stripe = await loadStripe(publishableKey)
  const projected = projectIntoSlot(host, 'checkout')
  if (!stripe || !projected) throw new Error('There is no place for an embedded payment page.')
  try {
    const page = await stripe.createEmbeddedCheckoutPage({
      fetchClientSecret: () => Promise.resolve(clientSecret),
      onComplete,
    })
    page.mount(projected.place)
    return () => {
      page.destroy()
      projected.remove()
    }
  } catch (error) {
    projected.remove()
    throw error
  }
}

import type Stripe from 'stripe'
import type { World } from '../world.ts'

/** Whether a session's page is framed by the page that sells. */
export const isFramed = (session: Stripe.Checkout.Session): boolean => session.ui_mode === 'embedded_page'

/** The path of a session's page. An embedded page is found by the client secret only. */
export const pathOf = (session: Stripe.Checkout.Session): string =>
  isFramed(session) ? `/embedded/${session.client_secret ?? ''}` : `/c/pay/${session.id}`

/** The session whose page is at this path; undefined where there is none. */
export const sessionAt = (world: World, place: string, key: string): Stripe.Checkout.Session | undefined => {
  const session = world.state.sessions.get(key.split('_secret_')[0] ?? '')
  if (session?.ui_mode === 'hosted_page')
    return place === '/c/pay' && key === session.id ? session : undefined
  return session && isFramed(session) && place === '/embedded' && key === session.client_secret
    ? session
    : undefined
}

/** Where a person goes after paying; null where the page that sells stays as it is. */
export const afterPayment = (session: Stripe.Checkout.Session): string | null => {
  // `if_required` leads away only with methods that redirect by themselves, of which the simulator has none.
  if (isFramed(session) && session.redirect_on_completion !== 'always') return null
  const url = session.success_url ?? session.return_url
  return url ? url.replaceAll('{CHECKOUT_SESSION_ID}', session.id) : null
}

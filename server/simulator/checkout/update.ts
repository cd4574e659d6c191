import type Stripe from 'stripe'
import { invalid } from '../http/errors.ts'
import { mergeMetadata } from '../state/metadata.ts'
import type { World } from '../world.ts'
import { checkTotal } from './create.ts'
import { updateTotals } from './totals.ts'

/** Changes a session: metadata at any time, its lines' quantities while it is open. */
export const updateSession = (
  world: World,
  session: Stripe.Checkout.Session,
  params: Stripe.Checkout.SessionUpdateParams,
): Stripe.Checkout.Session => {
  if (params.metadata !== undefined) session.metadata = mergeMetadata(session.metadata, params.metadata)
  if (params.line_items !== undefined) {
    if (session.status !== 'open')
      throw invalid('You can only update the line items of an open Checkout Session.', 'line_items')
    const lines = world.state.sessionDetails.get(session.id)?.lines ?? []
    params.line_items.forEach((change, index) => {
      const line = lines.find((candidate) => candidate.id === change.id)
      if (!line)
        throw invalid(
          `No such line item: '${String(change.id)}'`,
          `line_items[${index}][id]`,
          'resource_missing',
        )
      if (change.quantity !== undefined) setQuantity(line, change.quantity, `line_items[${index}][quantity]`)
    })
    updateTotals(world, session, lines)
    checkTotal(session)
  }
  return session
}

/** Changes a line's quantity. @throws Refusal outside what the line allows. */
export const setQuantity = (line: Stripe.LineItem, quantity: number, param: string): void => {
  const { minimum, maximum } = line.adjustable_quantity ?? { minimum: 1, maximum: null }
  if (
    !Number.isInteger(quantity) ||
    quantity < Math.max(1, minimum ?? 1) ||
    (maximum !== null && quantity > maximum)
  ) {
    throw invalid(
      `The quantity must be between ${Math.max(1, minimum ?? 1)} and ${maximum ?? 999_999}.`,
      param,
    )
  }
  line.quantity = quantity
}

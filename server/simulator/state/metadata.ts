import type Stripe from 'stripe'
import { invalid } from '../http/errors.ts'

/** Limits of https://docs.stripe.com/api/metadata. */
const MOST_KEYS = 50
const LONGEST_KEY = 40
const LONGEST_VALUE = 500

/** Metadata after a change: an empty value removes its key, an empty parameter removes them all. */
export const mergeMetadata = (
  before: Stripe.Metadata | null,
  change: Stripe.Emptyable<Stripe.MetadataParam> | undefined,
): Stripe.Metadata => {
  if (change === '' || change === null) return {}
  const merged: Stripe.Metadata = { ...before }
  for (const [key, value] of Object.entries(change ?? {})) {
    if (key.length > LONGEST_KEY)
      throw invalid(`Metadata keys can have up to 40 characters, but you passed in a longer one.`, 'metadata')
    const text = value === null ? '' : String(value)
    if (text.length > LONGEST_VALUE) {
      throw invalid(
        `Metadata values can have up to 500 characters, but you passed in a value that is ${text.length} characters.`,
        `metadata[${key}]`,
      )
    }
    if (text === '') delete merged[key]
    else merged[key] = text
  }
  if (Object.keys(merged).length > MOST_KEYS)
    throw invalid(`You cannot have more than 50 metadata keys.`, 'metadata')
  return merged
}

/** English, why something failed. */
import { problems } from '../common.ts'

const ended = 'Your session has ended. Please sign in again.'
const forbidden = 'You are not allowed to do this.'

/** Makes these sentences part of what all elements say. */
export function addProblems(): void {
  Object.assign(problems, {
    network: 'We cannot be reached just now. Check your connection, or try again in a moment.',
    timeout: 'This is taking too long.',
    session_failed: 'You may have been signed out. Please sign in again, or try later.',
    unauthenticated: ended,
    token_expired: ended,
    token_revoked: ended,
    forbidden,
    insufficient_scope: forbidden,
    rate_limited: 'That was a lot at once. Please wait a moment.',
  })
}

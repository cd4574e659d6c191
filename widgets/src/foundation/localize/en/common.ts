/** English, what all elements say. */
import type { CreditsError } from '@creditkit/sdk'
import type { Format } from '../../format/format.ts'

const ended = 'Your session has ended. Please sign in again.'
const forbidden = 'You are not allowed to do this.'

const problems: Record<string, string> = {
  network: 'You seem to be offline.',
  timeout: 'This is taking too long.',
  session_failed: 'You may have been signed out. Please sign in again, or try later.',
  unauthenticated: ended,
  token_expired: ended,
  token_revoked: ended,
  forbidden,
  insufficient_scope: forbidden,
  rate_limited: 'That was a lot at once. Please wait a moment.',
}

export const enCommon = {
  loading: 'Loading',
  tryAgain: 'Try again',
  more: 'Show more',
  problem: ({ code }: Pick<CreditsError, 'code'>): string =>
    problems[code] ?? 'Something went wrong on our side.',
  asOf: (updatedAt: number, f: Format): string => `Not up to date. As of ${f.dateTime(updatedAt)}.`,
}

/** English, what all elements say. */
import type { CreditsError } from '@creditkit/sdk'
import type { Format } from '../../format/format.ts'

/** By code. The others come beside the first figures (`problems.ts`); this one is for when nothing comes any more. */
export const problems: Record<string, string> = {
  network: 'We cannot be reached just now. Check your connection, or try again in a moment.',
}

export const enCommon = {
  loading: 'Loading',
  tryAgain: 'Try again',
  more: 'Show more',
  problem: ({ code }: Pick<CreditsError, 'code'>): string =>
    problems[code] ?? 'Something went wrong on our side.',
  asOf: (updatedAt: number, f: Format): string => `Not up to date. As of ${f.dateTime(updatedAt)}.`,
}

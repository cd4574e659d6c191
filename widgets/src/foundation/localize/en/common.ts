/** English, what the outline of any element says, and an error in its place. */
import type { CreditsError } from '@creditkit/sdk'

/** By code. The others come beside the first figures (`problems.ts`); this one is for when nothing comes any more. */
export const problems: Record<string, string> = { network: 'We cannot be reached just now.' }

export const enCommon = {
  loading: 'Loading',
  tryAgain: 'Try again',
  problem: ({ code }: Pick<CreditsError, 'code'>): string =>
    problems[code] ?? 'Something went wrong on our side.',
}

/** English, ledger entries, wherever they are listed. */
import type { EntryKind, LedgerEntry } from '@creditkit/sdk'
import type { Format } from '../../format/format.ts'

const kinds: Record<EntryKind, string> = {
  grant: 'Credits added',
  consumption: 'Used',
  expiry: 'Expired',
  void: 'Voided',
  revocation: 'Revoked',
  adjustment: 'Corrected',
  clawback: 'Taken back',
  reinstatement: 'Given back',
}

export const enEntries = {
  kind: (kind: EntryKind): string => kinds[kind],
  what: ({ kind, featureName, feature, quantity }: LedgerEntry, f: Format): string =>
    kind === 'consumption' && (featureName ?? feature)
      ? `${featureName ?? feature}${quantity && quantity !== '1' ? `\u00a0×\u00a0${f.number(quantity)}` : ''}`
      : kinds[kind],
}

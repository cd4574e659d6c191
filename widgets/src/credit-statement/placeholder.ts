/** The figures whose outlines make the skeleton: of each movement what a row shows. */
import type { LedgerEntry } from '@creditkit/sdk'

const shown: Partial<LedgerEntry> = {
  at: '2026-11-20T10:20:00.000Z',
  kind: 'consumption',
  amount: '-120',
  balanceAfter: '12480',
  feature: '',
  featureName: 'Image generation',
}

export const placeholder: LedgerEntry[] = ['0', '1', '2', '3', '4', '5'].map(
  (seq) => ({ ...shown, seq }) as LedgerEntry,
)

/** Arabic, ledger entries, wherever they are listed. */
import type { Messages } from '../messages.ts'

const kinds: Record<Parameters<Messages['entries']['kind']>[0], string> = {
  grant: 'رصيد مضاف',
  consumption: 'استهلاك',
  expiry: 'انتهاء صلاحية',
  void: 'إبطال',
  revocation: 'إلغاء',
  adjustment: 'تصحيح',
  clawback: 'استرداد',
  reinstatement: 'إعادة',
}

export const arEntries: Messages['entries'] = {
  kind: (kind) => kinds[kind],
  what: ({ kind, featureName, feature, quantity }, f) =>
    kind === 'consumption' && (featureName ?? feature)
      ? `${featureName ?? feature}${quantity && quantity !== '1' ? `\u00a0×\u00a0${f.number(quantity)}` : ''}`
      : kinds[kind],
}

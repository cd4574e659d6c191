/** Which movements are listed: kind, feature and period. */
import type { EntryKind } from '@creditkit/sdk'
import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { daysBones } from '../foundation/bones.ts'
import { choice } from '../foundation/choice.ts'
import type { CreditElement } from '../foundation/credit-element.ts'
import type { Format } from '../foundation/format/format.ts'
import { renderLater } from '../foundation/later.ts'
import type { enStatement } from '../foundation/localize/en/statement.ts'
import type { Messages } from '../foundation/localize/messages.ts'
import { lengthOf } from '../foundation/period.ts'
import { details } from './parts.ts'

const KINDS: EntryKind[] = [
  'consumption',
  'grant',
  'expiry',
  'void',
  'revocation',
  'adjustment',
  'clawback',
  'reinstatement',
]
export const RANGES = ['all', '7d', '30d', '90d', '1y', 'custom'] as const

export interface Filter {
  kind: EntryKind | 'all'
  feature: string
  range: (typeof RANGES)[number]
  from: string
  to: string
}

interface Filters {
  host: CreditElement
  filter: Filter
  /** Ids and names of the features to choose from. */
  features: [string, string][]
  /** Whether the days chosen make a period. */
  valid: boolean
  messages: Pick<Messages, 'periods' | 'entries'> & { statement: typeof enStatement }
  format: Format
  change: (filter: Partial<Filter>) => void
  /** Somebody turns to the filters. */
  choosing: () => void
}

export function filters({
  host,
  filter,
  features,
  valid,
  messages,
  format,
  change,
  choosing,
}: Filters): TemplateResult {
  const { statement: t, periods: p, entries } = messages
  const kinds = [['all', t.allKinds], ...KINDS.map((kind) => [kind, entries.kind(kind)] as const)] as const
  const ranges = RANGES.map(
    (range) => [range, range === 'all' ? p.all : p.long(lengthOf(range), format)] as const,
  )
  return html`<div class="filters" part="filters" @pointerenter=${choosing} @focusin=${choosing}>
      ${choice<Filter['kind']>(t.kind, filter.kind, kinds, (kind) => change({ kind }))}
      ${choice(t.feature, filter.feature, [['', t.allFeatures], ...features], (feature) => change({ feature }))}
      ${choice(p.period, filter.range, ranges, (range) => change({ range }))}
    </div>
    ${filter.range === 'custom' ? renderLater(host, details, ({ dayFields }) => dayFields({ days: filter, valid, messages: p, choose: change }), daysBones) : nothing}`
}

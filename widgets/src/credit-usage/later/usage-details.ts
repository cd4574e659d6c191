/** The part of the usage that comes when somebody looks closer: bar by bar, as a table, as a file, days of one's own. */
import { css } from 'lit'
import { pointingStyles } from '../../chart/later/pointing.styles.ts'
import { table } from '../../foundation/styles/table.ts'

export { Pointing } from '../../chart/later/pointing.ts'
export { dayFields } from '../../foundation/later/day-fields.ts'
export { readout } from './readout.ts'
export { saveUsage } from './usage-file.ts'
export { usageTable } from './usage-table.ts'

const tableStyles = css`
  .scroll th[scope='row'] {
    font-weight: 400;
    color: inherit;
    font-size: inherit;
    border-block-start: 1px solid var(--_line);
  }
  .scroll :is(th, td) {
    padding-block: calc(var(--_unit) * 1.5);
    white-space: nowrap;
  }
  .scroll thead th {
    position: sticky;
    inset-block-start: 0;
    background: var(--_surface);
  }
`

export const styles = [table, tableStyles, pointingStyles]

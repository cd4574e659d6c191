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
  /* A shade at the end while there are rows below: at the end of the rows, a cover that scrolls along hides it. */
  .scroll {
    background:
      linear-gradient(transparent, var(--_surface) 60%) 0 100% / 100% 40px no-repeat local,
      linear-gradient(transparent, color-mix(in srgb, var(--_text) 14%, transparent)) 0 100% / 100% 20px
        no-repeat;
  }
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

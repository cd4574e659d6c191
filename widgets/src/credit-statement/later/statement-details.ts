/** The part of the statement that comes when somebody looks closer: a movement opened, a file, paper, days. */
import { css } from 'lit'
import { factStyles } from '../../foundation/later/facts.ts'

export { dayFields } from '../../foundation/later/day-fields.ts'
export { EntryDetail } from './entry-detail.ts'
export { download, print } from './export.ts'

const splitStyles = css`
  .detail .muted {
    font-size: inherit;
  }
  .splits {
    display: grid;
    max-inline-size: 46em;
    gap: calc(var(--_unit) * 1.5);
    margin-block-start: var(--_unit);
  }
  .splits li {
    display: grid;
    grid-template-columns: 1fr auto 8em;
    gap: calc(var(--_unit) * 3);
  }
  @container (inline-size < 34em) {
    .splits li {
      grid-template-columns: 1fr auto;
      gap: 0 calc(var(--_unit) * 3);
    }
    .splits li > :nth-child(3) {
      grid-column: 1 / -1;
    }
  }
`

export const styles = [factStyles, splitStyles]

/** The part of the grants that comes when somebody looks closer. */
import { css } from 'lit'
import { factStyles } from '../../foundation/later/facts.ts'

export { GrantDetail } from './grant-detail.ts'

const historyStyles = css`
  .history {
    display: grid;
    max-inline-size: 46em;
    gap: calc(var(--_unit) * 1.5);
    margin-block-start: var(--_unit);
  }
  .history li {
    display: grid;
    grid-template-columns: 9.5em 1fr auto 7em;
    gap: calc(var(--_unit) * 3);
  }
  @container (inline-size < 34em) {
    .history li {
      grid-template-columns: 1fr auto;
      gap: 0 calc(var(--_unit) * 3);
    }
    .history li > :nth-child(1) {
      grid-area: 2 / 1;
    }
    .history li > :nth-child(3) {
      grid-area: 1 / 2;
    }
  }
`

export const styles = [factStyles, historyStyles]

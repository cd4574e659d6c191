/** Tables as in the grants and the statement. `.end` aligns a column of numbers. */
import { css } from 'lit'

export const table = css`
  table {
    inline-size: 100%;
    border-collapse: collapse;
    font-size: 0.964em;
  }
  th {
    padding-block: calc(var(--_unit) * 2);
    padding-inline-end: calc(var(--_unit) * 3);
    font-size: 0.926em;
    font-weight: 500;
    color: var(--_muted);
    text-align: start;
    white-space: nowrap;
  }
  td {
    padding-block: calc(var(--_unit) * 2.75);
    padding-inline-end: calc(var(--_unit) * 3);
    border-block-start: 1px solid var(--_line);
    vertical-align: middle;
  }
  .end {
    text-align: end;
  }
  th:last-child,
  td:last-child {
    padding-inline-end: 0;
  }
`

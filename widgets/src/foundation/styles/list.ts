/**
 * Lists of things that open: a table whose rows have an `.opener` and a `.detail` row below; in a narrow
 * container each row is a card. `.filters` above, `.more` below.
 */
import { css } from 'lit'

export const list = css`
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: start;
    justify-content: space-between;
    gap: calc(var(--_unit) * 3);
  }
  .filters {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--_unit) * 2);
  }
  .filters .input {
    min-block-size: calc(var(--_unit) * 8);
    padding-inline: calc(var(--_unit) * 2.5);
    font-size: 0.929em;
    border-color: var(--_line);
    max-inline-size: 18em;
  }
  .filters select {
    padding-inline-end: 0.4em;
  }
  table {
    margin-block-start: calc(var(--_unit) * 1.5);
    transition: opacity 0.15s;
  }
  .changing {
    opacity: 0.55;
  }
  .item {
    position: relative;
  }
  .item td {
    vertical-align: top;
  }
  .opener {
    display: inline-flex;
    align-items: baseline;
    gap: 0.5em;
    white-space: nowrap;
    min-block-size: 24px;
    margin-block: -2px;
    padding: 0;
    border: 0;
    background: none;
    font: inherit;
    color: inherit;
    cursor: pointer;
  }
  /* The whole row can be pressed. */
  .opener::after {
    content: '';
    position: absolute;
    inset: 0 calc(var(--_unit) * -2);
  }
  .opener svg {
    flex: none;
    inline-size: 0.6em;
    block-size: 0.6em;
    fill: none;
    stroke: var(--_faint);
    stroke-width: 1.6;
    transition: rotate 0.15s;
  }
  [dir='rtl'] .opener svg {
    scale: -1 1;
  }
  .item .end {
    white-space: nowrap;
  }
  .item .end:has(.long) {
    white-space: normal;
  }
  /* It goes to a line of its own before it is broken. */
  .long {
    display: inline-block;
  }
  /* 1.1 em of the opener above, whose letters are larger. */
  .under {
    padding-inline-start: 1.23em;
    white-space: nowrap;
  }
  .over {
    color: var(--_muted);
  }
  a {
    color: var(--_accent);
    font-weight: 550;
    text-underline-offset: 0.2em;
  }
  a:not(:hover) {
    text-decoration: none;
  }
  .empty,
  .card .problem {
    min-block-size: 10em;
    display: grid;
    gap: calc(var(--_unit) * 3);
    place-content: center;
    justify-items: center;
    text-align: center;
    text-wrap: balance;
    color: var(--_muted);
  }
  .more {
    display: grid;
    gap: calc(var(--_unit) * 2);
    justify-items: center;
    padding-block-start: calc(var(--_unit) * 3);
    border-block-start: 1px solid var(--_line);
  }
  .bones .opener svg {
    visibility: hidden;
  }
  .bones .under {
    margin-inline-start: 1.23em;
    padding: 0;
  }
  @container (inline-size < 40em) {
    table,
    tbody {
      display: block;
    }
    thead {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .item {
      display: grid;
      gap: 0 calc(var(--_unit) * 3);
      padding-block: calc(var(--_unit) * 3);
      border-block-start: 1px solid var(--_line);
    }
    .item td {
      padding: 0;
      border: 0;
    }
    .under {
      white-space: normal;
    }
    .item .end {
      white-space: normal;
      overflow-wrap: anywhere;
    }
    .filters {
      flex-basis: 100%;
      min-inline-size: 0;
    }
    .filters .input {
      flex: 1 1 9em;
      max-inline-size: none;
    }
  }
  @media print {
    .under {
      padding: 0;
    }
    .opener svg,
    .filters,
    .more {
      display: none;
    }
  }
`

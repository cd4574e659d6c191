import { css } from 'lit'

export const statementStyles = css`
  .days {
    margin-block: calc(var(--_unit) * 4) 0;
  }
  .plus {
    color: var(--_good);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: calc(var(--_unit) * 4);
    margin-block-start: calc(var(--_unit) * 3);
    font-size: 0.893em;
    color: var(--_faint);
  }
  .actions .link {
    min-block-size: 24px;
    font-weight: 400;
    color: inherit;
  }
  .actions .link:hover {
    color: var(--_text);
  }
  /* Words give way to long amounts. */
  :has(.long) > td:nth-child(2) {
    max-inline-size: 9em;
  }
  @container (inline-size < 40em) {
    /* Beside one another, however long what there is to choose. */
    .filters .input {
      min-inline-size: 0;
    }
    .filters > :first-child {
      flex-basis: 12em;
    }
    .filters select {
      padding: 0;
      text-overflow: ellipsis;
    }
    .item {
      grid-template: 'what amount' auto 'when balance' auto / minmax(9.2em, 1fr) fit-content(62%);
    }
    .item td:nth-child(1) {
      grid-area: when;
      padding-inline-start: 1.1em;
      color: var(--_muted);
      font-size: 0.929em;
    }
    .opener svg {
      position: absolute;
      inset-block-start: calc(var(--_unit) * 3 + 0.5em);
      inset-inline-start: 0;
    }
    .item td:nth-child(2) {
      grid-area: what;
      max-inline-size: none;
      padding-inline-start: 1.02em;
      font-weight: 550;
      overflow-wrap: anywhere;
    }
    .item td:nth-child(3) {
      grid-area: amount;
    }
    .item td:nth-child(4) {
      grid-area: balance;
      color: var(--_muted);
    }
  }
  @media print {
    .actions {
      display: none;
    }
  }
`

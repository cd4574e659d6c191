import { css } from 'lit'

export const gateStyles = css`
  .card {
    display: grid;
    gap: calc(var(--_unit) * 1);
    justify-items: start;
  }
  h2:focus {
    outline: none;
  }
  .button {
    margin-block-start: calc(var(--_unit) * 3);
  }
  @container (inline-size >= 34em) {
    .card {
      grid-template-columns: 1fr auto;
      align-items: center;
      column-gap: calc(var(--_unit) * 5);
    }
    .card .button {
      grid-area: 1 / 2 / span 2;
      margin: 0;
    }
  }
`

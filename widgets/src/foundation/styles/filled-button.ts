import { css } from 'lit'

/** Filled, as it is and wide. */
export const filledButton = css`
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.5em;
    min-block-size: calc(var(--_unit) * 9.5);
    padding: 0.25em calc(var(--_unit) * 4);
    font: inherit;
    font-weight: 550;
    line-height: 1.2;
    border: 1px solid transparent;
    border-radius: var(--_radius-small);
    background: var(--_accent);
    color: var(--_on-accent);
    cursor: pointer;
    text-decoration: none;
  }
  .button.wide {
    inline-size: 100%;
    min-block-size: calc(var(--_unit) * 10.5);
  }
`

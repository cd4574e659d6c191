import { css } from 'lit'

/** Of the form that somebody has turned to: an amount of one's own, and what goes wrong. */
export const customStyles = css`
  .package:hover {
    border-color: var(--_outline);
  }
  .close:hover {
    background: var(--_raised);
    color: var(--_text);
  }
  .field-error:empty {
    display: none;
  }
`

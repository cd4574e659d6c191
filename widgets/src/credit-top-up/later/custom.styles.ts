import { css } from 'lit'

/** Of the form that somebody has turned to: an amount of one's own, and what goes wrong. */
export const customStyles = css`
  .package:hover {
    border-color: var(--_outline);
  }
  .failure {
    margin-block-start: calc(var(--_unit) * 3);
    padding: calc(var(--_unit) * 2.5) calc(var(--_unit) * 3);
    border-radius: var(--_radius-small);
    font-size: 0.929em;
  }
  .close:hover {
    background: var(--_raised);
    color: var(--_text);
  }
  .field-error:empty {
    display: none;
  }
`

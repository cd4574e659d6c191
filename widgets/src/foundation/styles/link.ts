/** A button that looks like a link: `.link`. */
import { css } from 'lit'

export const link = css`
  .link {
    padding: 0;
    border: 0;
    border-radius: 2px;
    background: none;
    font: inherit;
    font-weight: 550;
    color: var(--_accent);
    cursor: pointer;
  }
`

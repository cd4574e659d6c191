import { css } from 'lit'

export const alertStyles = css`
  /* Takes no place in the host's grid, and stays there for screen readers to be told by. */
  :host([quiet]) {
    position: absolute;
  }
`

import { css } from 'lit'

export const customStyles = css`
  .field-error:empty {
    display: none;
  }
`

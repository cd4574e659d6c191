/** Buttons: `.button` is filled; `.ghost` outlined, `.wide` full width, `.small` for banners. */
import { css } from 'lit'
import { buttonFrame } from './button-frame.ts'

export const buttonLook = css`
  .button {
    font-weight: 550;
    background: var(--_accent);
    color: var(--_on-accent);
    cursor: pointer;
    text-decoration: none;
  }
`

export const button = [buttonFrame, buttonLook]

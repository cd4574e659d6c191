/** Buttons: `.button` is filled; `.ghost` outlined, `.wide` full width, `.small` for banners, `.link` as text. */
import { css } from 'lit'
import { filledButton } from './filled-button.ts'

export const buttonKinds = css`
  .button.ghost {
    background: transparent;
    color: var(--_text);
    border-color: var(--_line);
  }
  .button.small {
    min-block-size: calc(var(--_unit) * 8);
    padding-inline: calc(var(--_unit) * 3);
  }
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

export const button = [filledButton, buttonKinds]

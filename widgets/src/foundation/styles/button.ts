/** Buttons: `.button` is filled; `.ghost` outlined, `.wide` full width, `.small` for banners, `.link` as text. */
import { css } from 'lit'

export const button = css`
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

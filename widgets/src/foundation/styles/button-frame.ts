/** What gives buttons their size: `.button`, `.wide` full width, `.small` for banners. `.ghost` is outlined, else they are filled (`button.ts`). */
import { css } from 'lit'

export const buttonFrame = css`
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.5em;
    min-block-size: calc(var(--_unit) * 9.5);
    padding: 0.25em calc(var(--_unit) * 4);
    font: inherit;
    line-height: 1.2;
    border: 1px solid transparent;
    border-radius: var(--_radius-small);
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
`

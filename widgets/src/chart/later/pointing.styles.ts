import { css } from 'lit'

export const pointingStyles = css`
  .readout {
    position: absolute;
    z-index: 1;
    inset-block-start: 0;
    inset-inline-start: var(--x);
    inline-size: var(--size);
    padding: calc(var(--_unit) * 2) calc(var(--_unit) * 3);
    font-size: 0.893em;
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: var(--_radius-small);
    box-shadow: 0 4px 16px #0000001f;
    pointer-events: none;
  }
  .readout p {
    display: flex;
    gap: 0.5em;
    align-items: baseline;
  }
  .readout b {
    margin-inline-start: auto;
    font-weight: 550;
  }
  .readout .name {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
`

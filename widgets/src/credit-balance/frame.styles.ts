/** What gives outline and figures their size. Colours come with the figures. */
import { css } from 'lit'

export const frameStyles = css`
  .title {
    font-size: 0.929em;
  }
  .big {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    column-gap: calc(var(--_unit) * 1.5);
    margin-block: calc(var(--_unit) * 2) calc(var(--_unit) * 0.5);
  }
  .number {
    /* A long number is set smaller rather than broken: 0.6em is the width of a digit. */
    font-size: clamp(1em, calc((100cqi - 2 * var(--_pad)) / (var(--length, 6) * 0.6)), 2.857em);
    line-height: 1.1;
  }
  .big small {
    font-size: 1.0715em;
  }
  .meter {
    block-size: calc(var(--_unit) * 2);
    margin-block: calc(var(--_unit) * 4) calc(var(--_unit) * 2.5);
    border-radius: var(--_radius);
    background: var(--_line);
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25em 1.25em;
    font-size: 0.893em;
  }
  .add {
    margin-block-start: calc(var(--_unit) * 4);
  }
  /* Beside one another where both fit: a long number takes the line for itself. */
  .facts {
    display: flex;
    flex-wrap: wrap;
    margin: calc(var(--_unit) * 4) calc(var(--_pad) * -1) 0;
    overflow: hidden;
  }
  .facts > div {
    flex: 1 1 145px;
    margin-inline-start: -1px;
    padding: calc(var(--_unit) * 3) var(--_pad);
    border-block-start: 1px solid var(--_line);
    border-inline-start: 1px solid var(--_line);
  }
  .facts b {
    display: block;
  }
  .facts:last-child {
    margin-block-end: calc(var(--_pad) * -1);
  }
  @container (inline-size >= 38.5em) {
    .lead {
      display: grid;
      grid-template-columns: 1fr auto;
      align-items: center;
      column-gap: calc(var(--_unit) * 6);
    }
    .whole {
      grid-area: 2 / 1 / 3 / -1;
    }
    .lead .add {
      grid-area: 1 / 2;
      inline-size: auto;
      margin: 0;
    }
  }
  :host([variant='compact']) {
    display: inline-block;
    container-type: normal;
  }
  .compact {
    display: inline-flex;
    align-items: center;
    gap: calc(var(--_unit) * 2.5);
  }
  .compact .add {
    margin: 0;
  }
  .compact .number {
    font-size: inherit;
  }
`

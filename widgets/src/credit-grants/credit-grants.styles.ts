import { css } from 'lit'

export const grantsStyles = css`
  td:nth-child(2) {
    max-inline-size: 14em;
    overflow-wrap: anywhere;
  }
  .mini {
    inline-size: 90px;
    block-size: 4px;
    margin-block-start: 5px;
    margin-inline-start: auto;
    border-radius: var(--_radius);
    overflow: hidden;
    background: var(--_line);
    print-color-adjust: exact;
  }
  .mini i {
    display: block;
    block-size: 100%;
    inline-size: var(--share);
    background: var(--_accent);
    transition: inline-size 0.5s ease-out;
  }
  .over .mini i {
    background: var(--_outline);
  }
  @container (inline-size < 40em) {
    .item {
      grid-template: 'received left' auto 'type status' auto / minmax(min(7em, 42%), 1fr) fit-content(62%);
      align-items: start;
    }
    .item td:nth-child(1) {
      grid-area: received;
    }
    .item td:nth-child(2) {
      grid-area: type;
      margin-block-start: calc(var(--_unit) * 2);
      padding-inline-start: 1.1em;
    }
    .item td:nth-child(3) {
      grid-area: status;
      justify-self: end;
      margin-block-start: calc(var(--_unit) * 2);
    }
    .item td:nth-child(4) {
      grid-area: left;
    }
  }
  @media (forced-colors: active) {
    .mini {
      background: Canvas;
      border: 1px solid;
      block-size: 6px;
    }
    .mini i {
      forced-color-adjust: none;
    }
  }
`

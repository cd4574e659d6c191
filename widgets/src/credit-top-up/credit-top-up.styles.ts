import { css } from 'lit'

export const topUpStyles = css`
  .form {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_unit) * 3.5);
    margin-block-start: calc(var(--_unit) * 3.5);
  }
  .nothing,
  .problem {
    margin-block-start: calc(var(--_unit) * 3);
  }
  .form > .input {
    grid-column: 1 / -1;
    justify-self: end;
    min-block-size: calc(var(--_unit) * 8);
  }
  .packages {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_unit) * 2.5);
    align-content: start;
  }
  .package {
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) * 0.84);
    cursor: pointer;
    transition:
      background-color 0.15s,
      border-color 0.15s;
  }
  .package:not(.custom),
  .custom > label {
    display: grid;
    grid-template-columns: auto 1fr auto;
    gap: calc(var(--_unit) * 3);
    align-items: center;
    padding: calc(var(--_unit) * 3) calc(var(--_unit) * 3.5);
    cursor: inherit;
  }
  .package:has(:checked) {
    border-color: var(--_accent);
    outline: 1px solid var(--_accent);
    background: var(--_accent-soft);
  }
  .package:has(:focus-visible:not([inputmode])) {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  /* The whole package shows it. */
  .package [type='radio'] {
    outline: none;
  }
  .package:has(:disabled) {
    cursor: default;
    background: none;
    border-color: var(--_line);
    border-style: dashed;
    color: var(--_muted);
  }
  .package b {
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .package > b {
    white-space: nowrap;
  }
  .package .faint {
    display: block;
  }
  .package .badge {
    margin-block: -0.2em;
    padding-block: 0;
  }
  [type='radio'] {
    appearance: none;
    flex: none;
    inline-size: 16px;
    block-size: 16px;
    margin: 0;
    border: 1.5px solid var(--_outline);
    border-radius: 50%;
    cursor: inherit;
    transition: border-width 0.12s;
  }
  [type='radio']:checked {
    border: 5px solid var(--_accent);
    background: var(--_surface);
  }
  .custom .field {
    padding: 0 calc(var(--_unit) * 3.5) calc(var(--_unit) * 3.5);
  }
  .summary {
    border-block-start: 1px solid var(--_line);
    padding-block-start: calc(var(--_unit) * 3);
  }
  dl {
    display: grid;
    gap: calc(var(--_unit) * 1.5);
  }
  .row.total {
    font-weight: 600;
    align-items: baseline;
  }
  .total dd {
    font-size: 1.214em;
    font-weight: 650;
    transition: opacity 0.15s;
  }
  .summary .button {
    padding-block: 0.5em;
    margin-block-start: calc(var(--_unit) * 3);
  }
  .small-print {
    display: grid;
    justify-items: center;
    gap: 0.15em;
    margin-block-start: calc(var(--_unit) * 2);
    text-align: center;
    text-wrap: balance;
  }
  .small-print .link {
    min-block-size: 24px;
  }
  .small-print svg {
    inline-size: 1em;
    block-size: 1em;
    margin-inline-end: 0.35em;
    vertical-align: -0.12em;
  }
  svg {
    fill: none;
    stroke: currentColor;
    stroke-width: 1.6;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .progress {
    display: grid;
    justify-items: center;
    gap: calc(var(--_unit) * 1.5);
    padding-block: calc(var(--_unit) * 7) calc(var(--_unit) * 3);
    text-align: center;
    text-wrap: balance;
  }
  .progress :is(h3, .stage) {
    font-size: 1.286em;
    font-weight: 650;
    letter-spacing: -0.01em;
  }
  .in-place-of-steps {
    margin-block-start: calc(var(--_unit) * 2.5);
  }
  .emblem {
    display: grid;
    place-items: center;
    inline-size: 52px;
    block-size: 52px;
    margin-block-end: calc(var(--_unit) * 2);
    border-radius: 50%;
  }
  @container (inline-size < 23em) {
    .package:not(.custom),
    .custom > label {
      gap: 0 calc(var(--_unit) * 2.5);
      padding: calc(var(--_unit) * 2.5) calc(var(--_unit) * 3);
    }
    /* What a package costs stands beside its credits; all else has the lines below to itself. */
    .package span:has(b) {
      display: contents;
    }
    .package > b {
      grid-area: 1 / 3;
    }
    .package :is(.badge, .faint) {
      grid-column: 2 / -1;
      justify-self: start;
    }
    .package .faint {
      grid-row: 2;
    }
    .package .badge {
      grid-row: 3;
      margin-block: 2px 0;
    }
  }
  @container (inline-size >= 44em) {
    .form {
      grid-template-columns: minmax(0, 1.35fr) minmax(220px, 1fr);
      gap: calc(var(--_unit) * 7);
    }
    .summary {
      align-self: start;
      border: 0;
      padding: 0;
    }
  }
  /* Here, since it may be said that no other file came. */
  .failure {
    margin-block-start: calc(var(--_unit) * 3);
    padding: calc(var(--_unit) * 2.5) calc(var(--_unit) * 3);
    border-radius: var(--_radius-small);
  }
  :host([mode='dialog']) {
    display: contents;
  }
  dialog {
    inline-size: min(440px, calc(100vw - 24px));
    max-inline-size: none;
    max-block-size: calc(100dvh - 24px);
    padding: 0;
    border: 0;
    border-radius: var(--_radius);
    background: none;
    color: inherit;
    overscroll-behavior: contain;
  }
  dialog::backdrop {
    background: #0b0b1266;
    backdrop-filter: blur(2px);
  }
  dialog[open] {
    animation: rise 0.18s ease-out;
  }
  @keyframes rise {
    from {
      opacity: 0;
      transform: translateY(8px);
    }
  }
  .frame {
    container-type: inline-size;
  }
  .close {
    display: grid;
    place-items: center;
    inline-size: 28px;
    block-size: 28px;
    margin: -4px;
    padding: 0;
    border: 0;
    border-radius: var(--_radius-small);
    background: none;
    color: var(--_muted);
    cursor: pointer;
  }
  .close svg {
    inline-size: 16px;
    block-size: 16px;
  }
  /* On paper nobody buys. */
  @media print {
    .card:has(.form) {
      display: none;
    }
  }
  @media (forced-colors: active) {
    [type='radio'] {
      appearance: auto;
    }
  }
`

/** A labelled field with an optional unit after it: `.field > label + .input > input + .unit`. */
import { css } from 'lit'

export const field = css`
  .field {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_unit);
  }
  .input {
    display: flex;
    align-items: center;
    gap: calc(var(--_unit) * 2);
    min-block-size: calc(var(--_unit) * 10);
    padding-inline: calc(var(--_unit) * 3);
    border: 1px solid var(--_outline);
    border-radius: var(--_radius-small);
    background: var(--_surface);
  }
  .input:focus-within {
    border-color: var(--_accent);
    outline: 1px solid var(--_accent);
  }
  .input:has([aria-invalid='true']) {
    border-color: var(--_bad);
    outline-color: var(--_bad);
  }
  .input input,
  .input select {
    flex: 1;
    min-inline-size: 0;
    padding: 0;
    border: 0;
    outline: 0;
    background: none;
    font: inherit;
    color: inherit;
  }
  .input .unit {
    color: var(--_faint);
  }
  .days {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--_unit) * 3);
    margin-block-end: calc(var(--_unit) * 4);
  }
  .days .field-error {
    flex-basis: 100%;
  }
  .field-error {
    color: var(--_bad);
    font-size: 0.893em;
  }
`

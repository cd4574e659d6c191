/**
 * What every element's looks need besides, which comes beside its first figures: focus, hover, motion; error and
 * stale note; more contrast, forced colours and print. Nothing in here moves what is shown already.
 */
import { css } from 'lit'

export const besides = css`
  :host {
    -webkit-font-smoothing: antialiased;
  }
  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  /* What only holds the focus of something that went: there is nothing to press. */
  [tabindex='-1'] {
    outline: none;
  }
  .button {
    transition:
      background-color 0.15s,
      border-color 0.15s;
  }
  .button:hover {
    background: color-mix(in oklab, var(--_accent) 88%, var(--_text));
  }
  .button:disabled,
  .button[aria-disabled='true'] {
    opacity: 0.6;
    cursor: default;
  }
  .button.ghost:hover {
    background: var(--_raised);
    border-color: var(--_outline);
  }
  .link:hover {
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
  .bones {
    animation: bones 1.4s ease-in-out infinite alternate;
  }
  /* A filter, since axe takes half-opaque transparent text for text that is hard to read. */
  @keyframes bones {
    to {
      filter: opacity(0.5);
    }
  }
  .problem {
    display: grid;
    gap: calc(var(--_unit) * 3);
    justify-items: start;
    text-wrap: balance;
  }
  .stale {
    margin-block-start: calc(var(--_unit) * 3);
    color: var(--_warn);
    font-size: 0.893em;
    text-wrap: balance;
  }
  @media (forced-colors: active) {
    .button {
      forced-color-adjust: none;
      border-color: ButtonText;
      background: ButtonText;
      color: ButtonFace;
    }
    .button.ghost {
      background: ButtonFace;
      color: ButtonText;
    }
  }
  @media (prefers-contrast: more) {
    :host {
      --_line: var(--_outline);
      --_muted: var(--_text);
      --_faint: var(--_text);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    ::before,
    ::after {
      animation-duration: 1ms !important;
      animation-iteration-count: 1 !important;
      /* Not a short one: it would set every property of every element in motion. */
      transition-duration: 0s !important;
    }
  }
  @media print {
    /* Paper is light, whatever the screen is. */
    :host {
      color-scheme: light;
    }
    .card {
      box-shadow: none;
      break-inside: avoid;
    }
    /* Those that say something stay: the row that opens, the series of a legend. */
    button:not(.opener, .toggle) {
      display: none !important;
    }
  }
`

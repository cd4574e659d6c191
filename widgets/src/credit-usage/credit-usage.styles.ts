import { css } from 'lit'

export const usageStyles = css`
  .title {
    font-size: 0.929em;
    font-weight: 550;
    color: var(--_muted);
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: start;
    justify-content: space-between;
    gap: calc(var(--_unit) * 3);
    margin-block-end: calc(var(--_unit) * 3.5);
  }
  .head > :first-child {
    flex: 1 1 12em;
  }
  .headline {
    margin-block-start: 0.15em;
    overflow-wrap: anywhere;
    text-wrap: balance;
  }
  .headline b {
    font-size: 1.571em;
    font-weight: 650;
    line-height: 1.2;
    letter-spacing: -0.015em;
  }
  .segments {
    display: inline-flex;
    padding: 3px;
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius-small) + 1px);
    background: var(--_raised);
  }
  .segments button {
    min-block-size: 28px;
    padding: 0 calc(var(--_unit) * 2.5);
    border: 1px solid transparent;
    border-radius: calc(var(--_radius-small) - 2px);
    background: none;
    font: inherit;
    font-size: 0.929em;
    color: var(--_muted);
    white-space: nowrap;
    cursor: pointer;
  }
  .segments button:hover {
    color: var(--_text);
  }
  .segments [aria-pressed='true'] {
    border-color: var(--_line);
    background: var(--_surface);
    color: var(--_text);
    font-weight: 550;
    box-shadow: var(--_shadow);
  }
  .list {
    display: none;
    min-block-size: calc(var(--_unit) * 8);
    padding-inline: calc(var(--_unit) * 2.5);
    border-color: var(--_line);
    font-size: 0.929em;
  }
  .list:hover {
    border-color: var(--_outline);
  }
  .body {
    transition: opacity 0.15s;
  }
  .changing {
    opacity: 0.55;
  }
  .foot {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: calc(var(--_unit) * 2) calc(var(--_unit) * 4);
    margin-block-start: calc(var(--_unit) * 2);
    font-size: 0.893em;
  }
  .toggle,
  .actions :is(button, select),
  .marked {
    display: inline-flex;
    align-items: center;
    gap: 0.5em;
    min-block-size: 24px;
    padding: 0 calc(var(--_unit) * 1.5);
    border: 0;
    border-radius: calc(var(--_radius-small) - 2px);
    background: none;
    font: inherit;
    color: inherit;
    text-align: start;
    cursor: pointer;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    margin-inline: calc(var(--_unit) * -1.5);
    color: var(--_faint);
  }
  .plot,
  .scroll {
    block-size: 184px;
  }
  .scroll {
    margin-block-end: calc(var(--_unit) * 3);
    overflow: auto;
  }
  .card .problem {
    color: var(--_muted);
    min-block-size: 216px;
    align-content: center;
    justify-items: center;
    text-align: center;
  }
  @container (inline-size < 47em) {
    .segments {
      display: none;
    }
    .list {
      display: flex;
    }
  }
  @container (inline-size < 30em) {
    .ranges,
    .days .field {
      flex: 1 1 100%;
    }
  }
  @media (forced-colors: active) {
    .segments [aria-pressed='true'] {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
  }
  @media print {
    .ranges,
    .actions {
      display: none;
    }
  }
`

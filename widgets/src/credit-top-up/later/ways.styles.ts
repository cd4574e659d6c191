import { css } from 'lit'

export const waysStyles = css`
  .ways {
    margin-block-start: calc(var(--_unit) * 3);
    padding-block-start: calc(var(--_unit) * 3);
    border-block-start: 1px solid var(--_line);
  }
  .ways legend {
    float: inline-start;
    inline-size: 100%;
    padding: 0;
  }
  .way,
  .way label {
    display: flex;
    align-items: center;
    gap: calc(var(--_unit) * 2.5);
    min-block-size: calc(var(--_unit) * 8);
    clear: both;
  }
  .way label,
  label.way {
    flex: 1;
    cursor: pointer;
  }
  .way:has(:disabled) label {
    color: var(--_muted);
    cursor: default;
  }
  .way .name {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    column-gap: 0.5em;
    padding-block: 2px;
  }
  .way .faint {
    white-space: nowrap;
  }
  .way .link {
    min-block-size: 24px;
    color: var(--_muted);
    font-weight: 450;
    font-size: 0.929em;
  }
  .way .link:hover,
  .way .sure {
    color: var(--_bad);
  }
  @container (inline-size < 23em) {
    .way {
      position: relative;
    }
    .way .name {
      flex-direction: column;
      align-items: start;
      padding-block: 4px;
    }
    /* In the line of the card's expiry. */
    .way .link {
      position: absolute;
      inset-block-end: 2px;
      inset-inline-end: 0;
    }
  }
`

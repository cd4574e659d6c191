/** Small round labels: `.badge` with `.good`, `.warn`, `.bad`, `.accent` or `.neutral`. */
import { css } from 'lit'

export const badge = css`
  .badge {
    display: inline-block;
    padding: 0.15em 0.65em;
    font-size: 0.857em;
    font-weight: 550;
    border: 1px solid transparent;
    /* Round as the corners come, and square where they are. */
    border-radius: calc(var(--_radius) * 2);
    white-space: nowrap;
  }
  .good {
    color: var(--_good);
    background: var(--_good-soft);
  }
  .warn {
    color: var(--_warn);
    background: var(--_warn-soft);
  }
  .bad {
    color: var(--_bad);
    background: var(--_bad-soft);
  }
  .accent {
    color: var(--_accent);
    background: var(--_accent-soft);
  }
  .neutral {
    color: var(--_muted);
    background: var(--_raised);
    border-color: var(--_line);
  }
`

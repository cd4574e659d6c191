import { css } from 'lit'

export const progressStyles = css`
  .emblem svg {
    inline-size: 30px;
    block-size: 30px;
  }
  .emblem.good {
    animation: pop 0.35s cubic-bezier(0.3, 1.6, 0.6, 1);
  }
  .tick {
    stroke-dasharray: 1;
    animation: draw 0.4s 0.15s ease-out backwards;
  }
  .spinner {
    inline-size: 24px;
    block-size: 24px;
    border: 2.5px solid color-mix(in oklab, currentColor 25%, transparent);
    border-block-start-color: currentColor;
    border-radius: 50%;
    animation: turn 0.9s linear infinite;
  }
  @keyframes pop {
    from {
      transform: scale(0.6);
      opacity: 0;
    }
  }
  @keyframes draw {
    from {
      stroke-dashoffset: 1;
    }
  }
  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }
  .steps {
    display: grid;
    grid-template-columns: repeat(3, 1fr);
    inline-size: min(100%, 340px);
    margin: calc(var(--_unit) * 5) 0 0;
    padding: 0;
    list-style: none;
    font-size: 0.893em;
    color: var(--_faint);
  }
  .steps li {
    display: grid;
    gap: calc(var(--_unit) * 1.5);
    padding-inline: 2px;
  }
  .steps i {
    block-size: 4px;
    border-radius: var(--_radius);
    background: var(--_line);
    transition: background-color 0.3s;
  }
  .steps .done,
  .steps [aria-current='step'] {
    color: var(--_text);
    font-weight: 550;
  }
  .steps .done i {
    background: var(--_good);
  }
  .steps [aria-current='step'] i {
    background: var(--_accent);
    animation: bones 1s ease-in-out infinite alternate;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: calc(var(--_unit) * 2);
    margin-block-start: calc(var(--_unit) * 5);
  }
  @container (inline-size < 23em) {
    .actions .button {
      padding-inline: calc(var(--_unit) * 2.5);
    }
  }
  .actions:empty {
    display: none;
  }
`

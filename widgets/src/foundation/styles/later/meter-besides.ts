/** What a meter's looks need besides: motion, forced colours and print. */
import { css } from 'lit'

export const meterBesides = css`
  .meter i {
    transition: inline-size 0.5s ease-out;
  }
  @media (forced-colors: active) {
    .meter {
      border: 1px solid;
      background: Canvas;
    }
    .meter i,
    .dot {
      forced-color-adjust: none;
    }
  }
  .meter,
  .dot {
    print-color-adjust: exact;
  }
`

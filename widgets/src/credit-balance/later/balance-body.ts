/** What fills the outline of `<credit-balance>`: its figures, and all that it says besides. */
import type { Balance } from '@creditkit/sdk'
import { html, unsafeCSS } from 'lit'
import type { TemplateResult } from 'lit'
import { ageNote } from '../../foundation/age.ts'
import { Announcer } from '../../foundation/announcer.ts'
import { formatFor } from '../../foundation/format/format.ts'
import type { Format } from '../../foundation/format/format.ts'
import { adopt } from '../../foundation/later.ts'
import { enBalance } from '../../foundation/localize/en/later/balance.ts'
import { MovingNumber } from '../../foundation/moving-number.ts'
import type { ResourceController } from '../../foundation/resource-controller.ts'
import { badge } from '../../foundation/styles/badge.ts'
import { buttonLook } from '../../foundation/styles/button.ts'
import { figureColors } from '../../foundation/styles/figure-colors.ts'
import { declareColors } from '../../foundation/styles/first-tokens.ts'
import type { CreditBalance } from '../credit-balance.ts'
import { bodyStyles } from './balance-body.styles.ts'
import { content } from './content.ts'
import { Pace } from './pace.ts'
import { placeholder } from './placeholder.ts'
import type { Figures } from './placeholder.ts'

// In a layer, so that what comes with `besides.ts`, before or after, overrules them: the system's colours.
const colors = unsafeCSS(`@layer{:host{${declareColors('balance', figureColors)}}}`)

const styles = [colors, buttonLook, badge, bodyStyles]

export class BalanceBody {
  readonly #announcer: Announcer
  readonly #number = new MovingNumber()
  readonly #pace: Pace
  private readonly host: CreditBalance
  private readonly balance: ResourceController<Balance>

  constructor(host: CreditBalance, balance: ResourceController<Balance>) {
    this.host = host
    this.balance = balance
    this.#announcer = new Announcer(host)
    this.#pace = new Pace(host)
    // Formats take long to make, and it is now, while the answer is under way, that there is time for it.
    this.#content(placeholder)
  }

  get #messages(): typeof enBalance {
    return this.host.scope.messages('balance', enBalance)
  }

  get #format(): Format {
    return formatFor(this.host.scope.locale)
  }

  /** To be told after each update: lets the number run to what it is now, and has it read out once it rests. */
  updated({ available }: Balance, previous: Balance | undefined): void {
    const f = this.#format
    const number = this.host.renderRoot.querySelector<HTMLElement>('.number')
    this.#number.show(number, available, (amount) => f.credits(amount))
    if (!previous || previous.available === available) return
    this.#announcer.say(this.#messages.announce(available, f))
  }

  /** Where it is read out. */
  announced(): TemplateResult {
    return this.#announcer.region()
  }

  render(balance: Balance): TemplateResult {
    // With what it dresses, and not before: nothing in the outline moves.
    adopt(this.host, styles)
    return html`${this.#content(balance)}${ageNote(this.host, this.balance)}`
  }

  #content(figures: Figures): TemplateResult {
    return content(figures, {
      host: this.host,
      messages: this.#messages,
      format: this.#format,
      pace: this.#pace,
    })
  }
}

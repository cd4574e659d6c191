/** The part of the top-up that comes when the form is first touched. */
import { customStyles } from './custom.styles.ts'
import { progressStyles } from './progress.styles.ts'
import { waysStyles } from './ways.styles.ts'

export { customField } from './custom-field.ts'
export { CustomController } from './custom-controller.ts'
export { Purchase } from './purchase.ts'
export { waysToPay } from './ways.ts'

export const styles = [customStyles, progressStyles, waysStyles]

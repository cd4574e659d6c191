/** English, how old figures are. */
import type { Format } from '../../format/format.ts'

export const enAge = {
  asOf: (updatedAt: number, f: Format): string => `Not up to date. As of ${f.dateTime(updatedAt)}.`,
}

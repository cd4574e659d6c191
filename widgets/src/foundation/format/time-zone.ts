/** Where days begin in a time zone, by the rules that `Intl` knows. */
import { warnOnce } from '../warn.ts'

const formats = new Map<string, Intl.DateTimeFormat>()

/** The viewer's own time zone, as an IANA name. */
export function viewersTimeZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone
}

/** The time zone given, or the viewer's where there is none or `Intl` does not know it. */
export function timeZoneOf(given: string | undefined): string {
  try {
    if (given) {
      offsetAt(0, given)
      return given
    }
  } catch {
    warnOnce(`time-zone="${given}" is no IANA time zone, such as Europe/Paris.`)
  }
  return viewersTimeZone()
}

/** How far local time is ahead of UTC at an instant, in ms. */
export function offsetAt(instant: number, timeZone: string): number {
  let format = formats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
    formats.set(timeZone, format)
  }
  const name = format.formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value ?? ''
  const [, sign, hours = '0', minutes = '0'] = /([+-])(\d+):(\d+)/.exec(name) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000
}

/** The instant at which the clocks of the time zone show `local`, which is written as if it were UTC. */
export function instantOf(local: number, timeZone: string): number {
  const guess = local - offsetAt(local, timeZone)
  return local - offsetAt(guess, timeZone)
}

/** The day that the calendars of the time zone show, as `2026-11-21`. */
export function dayAt(instant: number, timeZone: string): string {
  return new Date(instant + offsetAt(instant, timeZone)).toISOString().slice(0, 10)
}

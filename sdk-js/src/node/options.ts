import type { CreditsServerOptions } from './types.ts'

const MAX_RETRIES = 3
const TIMEOUT = 10_000
/** The longest delay of a timer, in milliseconds; a longer one would end at once. */
const LONGEST_TIMEOUT = 2 ** 31 - 1

const NEW_KEY =
  'Make one with `npm run keys -- create --name NAME` in Creditkit’s checkout, and read it from the environment.'

/**
 * The options with what is usual where nothing is given.
 * @throws TypeError that names the option that is wrong and what to give, but never the key
 */
export function readOptions(options: CreditsServerOptions): Required<CreditsServerOptions> & {
  secretKey: string
} {
  const { secretKey, maxRetries = MAX_RETRIES, timeout = TIMEOUT } = options
  if (!secretKey) throw wrong(`needs a secretKey. ${NEW_KEY}`)
  // What no header can hold would otherwise look like a broken line.
  if (!/^sk_[\w-]+$/.test(secretKey)) {
    throw wrong(`has a secretKey that is none: it is "sk_…", without spaces or quotes. ${NEW_KEY}`)
  }
  if (!isWhole(maxRetries, 0, 100))
    throw wrong(`has maxRetries ${maxRetries}: give a whole number from 0 to 100.`)
  if (!isWhole(timeout, 1, LONGEST_TIMEOUT)) {
    throw wrong(`has the timeout ${timeout}: give whole milliseconds from 1 to ${LONGEST_TIMEOUT}.`)
  }
  return { baseUrl: readBaseUrl(options.baseUrl), secretKey, maxRetries, timeout }
}

function readBaseUrl(text: string | undefined): string {
  const url = text !== undefined && URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.search || url.hash) {
    const given = text === undefined ? 'no baseUrl' : `the baseUrl "${text.replace(/\/\/.*@/, '//…@')}"`
    throw wrong(`has ${given}: give where Creditkit’s server answers, such as "https://credits.example.com".`)
  }
  return url.href.replace(/\/+$/, '')
}

function isWhole(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most
}

function wrong(what: string): TypeError {
  return new TypeError(`createCreditsServer ${what}`)
}

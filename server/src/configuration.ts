import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { originOf } from './sessions/origins.ts'
import { type PurchaseConfiguration, readPurchases } from './top-ups/index.ts'

export interface Configuration {
  /** Absent: the embedded Postgres. */
  readonly databaseUrl: string | undefined
  readonly dataDirectory: string
  readonly host: string
  readonly port: number
  /** Where browsers reach this server; also the issuer of session tokens. Without a slash at its end. */
  readonly publicUrl: string
  readonly allowedOrigins: readonly string[]
  readonly stripe: StripeConfiguration
  readonly purchases: PurchaseConfiguration
  readonly logLevel: (typeof logLevels)[number]
  /** How many proxies in front of the server are trusted to name the caller's address. */
  readonly trustedProxies: number
}

export interface StripeConfiguration {
  readonly secretKey: string
  /** Any of them may have signed a webhook, so that secrets can be rotated. */
  readonly webhookSecrets: readonly string[]
  /** The simulator's address; absent: Stripe's own. */
  readonly apiBase: string | undefined
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
const defaultDataDirectory = resolve(import.meta.dirname, '../../.data')

/** What is wrong with the environment, one clear line for each mistake. */
export class ConfigurationError extends Error {
  readonly mistakes: readonly string[]

  constructor(mistakes: readonly string[]) {
    super(mistakes.join('\n'))
    this.name = 'ConfigurationError'
    this.mistakes = mistakes
  }
}

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Reads the configuration from environment variables.
 * @throws ConfigurationError that names every mistake
 */
export function readConfiguration(environment: Environment): Configuration {
  const mistakes: string[] = []
  const report = (mistake: string) => void mistakes.push(mistake)
  const value = (name: string) => environment[name]?.trim() || undefined

  const host = readHost(value('CREDITKIT_HOST') ?? '127.0.0.1', report)
  const port = readInteger('CREDITKIT_PORT', value('CREDITKIT_PORT') ?? '4400', 65_535, report)
  const configuration = {
    ...databasePlace(environment, report),
    host,
    port,
    publicUrl: readPublicUrl(value('CREDITKIT_PUBLIC_URL'), report) ?? `http://${inAddress(host)}:${port}`,
    allowedOrigins: readOrigins(value('CREDITKIT_ALLOWED_ORIGINS') ?? '', report),
    stripe: readStripe(environment, report),
    purchases: readPurchases(environment, report),
    logLevel: readLogLevel(value('CREDITKIT_LOG_LEVEL') ?? 'info', report),
    trustedProxies: readInteger(
      'CREDITKIT_TRUSTED_PROXIES',
      value('CREDITKIT_TRUSTED_PROXIES') ?? '0',
      10,
      report,
    ),
  }
  if (mistakes.length > 0) throw new ConfigurationError(mistakes)
  return configuration
}

type Report = (mistake: string) => void

type DatabasePlace = Pick<Configuration, 'databaseUrl' | 'dataDirectory'>

/** Only where the database is, for commands. @throws ConfigurationError */
export function readDatabasePlace(environment: Environment): DatabasePlace {
  return databasePlace(environment, (mistake) => {
    throw new ConfigurationError([mistake])
  })
}

function databasePlace(environment: Environment, report: Report): DatabasePlace {
  return {
    databaseUrl: readDatabaseUrl(environment['DATABASE_URL']?.trim() || undefined, report),
    dataDirectory: resolve(environment['CREDITKIT_DATA_DIR']?.trim() || defaultDataDirectory),
  }
}

function readInteger(name: string, text: string, maximum: number, report: Report): number {
  const number = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN
  if (!(number <= maximum)) report(`${name} is "${text}": use a whole number from 0 to ${maximum}.`)
  return Number.isNaN(number) ? 0 : number
}

function readDatabaseUrl(text: string | undefined, report: Report): string | undefined {
  if (text === undefined) return undefined
  const url = URL.parse(text)
  if (!url || !/^postgres(ql)?:$/.test(url.protocol)) {
    report('DATABASE_URL is not an address of Postgres: use postgres://user:password@host:5432/database.')
  }
  return text
}

function readHost(text: string, report: Report): string {
  if (!isIP(text) && !/^[a-z0-9][a-z0-9.-]*$/i.test(text)) {
    report(`CREDITKIT_HOST is "${text}": use a name or an address of this machine such as 0.0.0.0 or ::.`)
  }
  return text
}

/** A host as it stands in an address: IPv6 has colons of its own. */
export function inAddress(host: string): string {
  return host.includes(':') ? `[${host}]` : host
}

function readPublicUrl(text: string | undefined, report: Report): string | undefined {
  if (text === undefined) return undefined
  const url = URL.parse(text)
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash || url.username || url.password) {
    const shown = text.replace(/\/\/.*@/, '//…@')
    report(`CREDITKIT_PUBLIC_URL is "${shown}": use an address such as https://credits.example.com.`)
    return text
  }
  return url.href.replace(/\/+$/, '')
}

function readOrigins(text: string, report: Report): string[] {
  const origins = text
    .split(',')
    .map((origin) => origin.trim())
    .filter((origin) => origin !== '')
  for (const origin of origins) {
    if (originOf(origin) !== origin) {
      report(
        `CREDITKIT_ALLOWED_ORIGINS has "${origin}": use exact origins such as https://app.example.com, ` +
          'without path, wildcard or slash at the end, separated by commas.',
      )
    }
  }
  return origins
}

function readLogLevel(text: string, report: Report): Configuration['logLevel'] {
  const level = logLevels.find((candidate) => candidate === text)
  if (!level) report(`CREDITKIT_LOG_LEVEL is "${text}": use one of ${logLevels.join(', ')}.`)
  return level ?? 'info'
}

function readStripe(environment: Environment, report: Report): StripeConfiguration {
  const apiBase = environment['STRIPE_API_BASE']?.trim() || undefined
  const secretKey = environment['STRIPE_SECRET_KEY']?.trim() || (apiBase ? 'sk_test_simulator' : '')
  const webhookSecrets = (environment['STRIPE_WEBHOOK_SECRET'] ?? '')
    .split(',')
    .map((secret) => secret.trim())
  if (!/^[sr]k_(test|live)_\w+$/.test(secretKey)) {
    report(
      'STRIPE_SECRET_KEY is missing or is not a secret key: use sk_test_… or sk_live_… from your Stripe dashboard, ' +
        'or set STRIPE_API_BASE to the address of the simulator.',
    )
  }
  if (apiBase !== undefined) {
    const url = URL.parse(apiBase)
    if (!url || !/^https?:$/.test(url.protocol)) {
      report(`STRIPE_API_BASE is "${apiBase}": use the simulator’s address, such as http://127.0.0.1:4411.`)
    }
    if (/^[sr]k_live_/.test(secretKey)) {
      report(
        'STRIPE_SECRET_KEY is a live key beside the simulator: remove STRIPE_API_BASE, or use a test key.',
      )
    }
  }
  if (!webhookSecrets.every((secret) => /^whsec_\S+$/.test(secret))) {
    report(
      'STRIPE_WEBHOOK_SECRET is missing or has one that is no signing secret: use whsec_… of your webhook endpoint, ' +
        'or several with commas between them.',
    )
  }
  return { secretKey, webhookSecrets, apiBase }
}

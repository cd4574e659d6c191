import { Stripe } from 'stripe'

export interface StripeClientOptions {
  readonly secretKey: string
  /** The simulator's address; Stripe's own unless given. */
  readonly apiBase?: string | undefined
  /** Milliseconds to an answer: by default long enough for a slow card network, short enough for a person. */
  readonly timeout?: number | undefined
}

const TIMEOUT = 20_000

/** With the same idempotency key each time; more often, and the person had better be asked. */
const RETRIES = 2

/** Stripe's own client, unmodified, wherever it is pointed. */
export function createStripeClient(options: StripeClientOptions): Stripe {
  return new Stripe(options.secretKey, {
    ...addressOf(options.apiBase),
    maxNetworkRetries: RETRIES,
    timeout: options.timeout ?? TIMEOUT,
    telemetry: false,
    appInfo: { name: 'creditkit' },
  })
}

function addressOf(apiBase: string | undefined): {
  host?: string
  port?: string
  protocol?: 'http' | 'https'
} {
  if (apiBase === undefined) return {}
  const { hostname, port, protocol } = new URL(apiBase)
  const scheme = protocol === 'http:' ? 'http' : 'https'
  return { host: hostname, port: port || (scheme === 'http' ? '80' : '443'), protocol: scheme }
}

/** Whether a key moves real money. */
export function isLive(secretKey: string): boolean {
  return /^[a-z]+_live_/.test(secretKey)
}

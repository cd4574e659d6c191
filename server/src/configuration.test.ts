import { describe, expect, test } from 'vitest'
import { ConfigurationError, readConfiguration } from './configuration.ts'

const simulator = {
  STRIPE_API_BASE: 'http://127.0.0.1:4411',
  STRIPE_WEBHOOK_SECRET: 'whsec_test',
}

function mistakesOf(environment: Record<string, string>): readonly string[] {
  try {
    readConfiguration(environment)
  } catch (error) {
    if (error instanceof ConfigurationError) return error.mistakes
    throw error
  }
  return []
}

describe('the configuration', () => {
  test('needs nothing but Stripe or the simulator', () => {
    const configuration = readConfiguration(simulator)
    expect(configuration).toMatchObject({
      host: '127.0.0.1',
      port: 4400,
      publicUrl: 'http://127.0.0.1:4400',
      allowedOrigins: [],
      databaseUrl: undefined,
      stripe: { secretKey: 'sk_test_simulator', webhookSecrets: ['whsec_test'] },
    })
  })

  test('takes several webhook secrets, for rotation', () => {
    const { stripe } = readConfiguration({ ...simulator, STRIPE_WEBHOOK_SECRET: 'whsec_old, whsec_new' })
    expect(stripe.webhookSecrets).toEqual(['whsec_old', 'whsec_new'])
  })

  test('names every mistake in a line of its own', () => {
    const mistakes = mistakesOf({
      DATABASE_URL: 'mysql://localhost',
      CREDITKIT_PORT: 'eighty',
      CREDITKIT_PUBLIC_URL: 'credits.example.com',
      CREDITKIT_ALLOWED_ORIGINS: 'https://app.example.com/, https://*.example.com',
      CREDITKIT_LOG_LEVEL: 'loud',
    })
    expect(
      mistakes
        .map((mistake) => mistake.split(' ')[0])
        .toSorted((one = '', other = '') => (one < other ? -1 : 1)),
    ).toEqual([
      'CREDITKIT_ALLOWED_ORIGINS',
      'CREDITKIT_ALLOWED_ORIGINS',
      'CREDITKIT_LOG_LEVEL',
      'CREDITKIT_PORT',
      'CREDITKIT_PUBLIC_URL',
      'DATABASE_URL',
      'STRIPE_SECRET_KEY',
      'STRIPE_WEBHOOK_SECRET',
    ])
    expect(mistakes.every((mistake) => !mistake.includes('\n'))).toBe(true)
  })

  test.each([
    'https://app.example.com/',
    'https://app.example.com/account',
    'https://app.example.com:443',
    'HTTPS://app.example.com',
    'https://*.example.com',
    'app.example.com',
    'null',
    '*',
    'file:///',
    'https://user@app.example.com',
  ])('refuses %s as an allowed origin', (origin) => {
    expect(mistakesOf({ ...simulator, CREDITKIT_ALLOWED_ORIGINS: origin })).toHaveLength(1)
  })
})

describe('S7: a server that could be tricked does not start', () => {
  test.each(['', ' ', 'whsec_one,', ',whsec_one'])('with the webhook secret "%s"', (secret) => {
    const mistakes = mistakesOf({ ...simulator, STRIPE_WEBHOOK_SECRET: secret })
    expect(mistakes.join()).toMatch(/^STRIPE_WEBHOOK_SECRET is missing or has an empty secret/)
  })

  test.each(['sk_live_123', 'rk_live_123'])('with the live key %s beside the simulator', (key) => {
    const mistakes = mistakesOf({ ...simulator, STRIPE_SECRET_KEY: key })
    expect(mistakes.join()).toMatch(/live key beside the simulator/)
    expect(mistakes.join()).not.toContain(key)
  })
})

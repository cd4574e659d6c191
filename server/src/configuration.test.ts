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
    ['CREDITKIT_HOST', 'http://localhost', 'use a name or an address'],
    ['CREDITKIT_HOST', 'a b', 'use a name or an address'],
    ['CREDITKIT_PORT', '99999', 'use a whole number from 0 to 65535'],
    ['CREDITKIT_TRUSTED_PROXIES', 'yes', 'use a whole number from 0 to 10'],
    ['CREDITKIT_PUBLIC_URL', 'http://me:hidden@a.example', 'is "http://…@a.example": use an address'],
    ['STRIPE_API_BASE', 'simulator', 'use the simulator’s address'],
  ])('names %s alone where it is "%s"', (name, value, sentence) => {
    const mistakes = mistakesOf({ ...simulator, [name]: value })
    expect(mistakes).toEqual([expect.stringMatching(new RegExp(`^${name} is "`))])
    expect(mistakes[0]).toContain(sentence)
  })

  test.each([
    ['::1', 'http://[::1]:4400'],
    ['localhost', 'http://localhost:4400'],
  ])('knows where it is reached at the host %s', (host, publicUrl) => {
    expect(readConfiguration({ ...simulator, CREDITKIT_HOST: host }).publicUrl).toBe(publicUrl)
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
  test.each(['', ' ', 'whsec_one,', ',whsec_one', 'sk_test_one', 'whsec_', 'whsec_one whsec_two'])(
    'with the webhook secret "%s"',
    (secret) => {
      const mistakes = mistakesOf({ ...simulator, STRIPE_WEBHOOK_SECRET: secret })
      expect(mistakes).toEqual([expect.stringMatching(/^STRIPE_WEBHOOK_SECRET is missing or .*: use whsec_/)])
      expect(mistakes.join()).not.toContain('_one')
    },
  )

  test.each(['sk_live_123', 'rk_live_123'])('with the live key %s beside the simulator', (key) => {
    const mistakes = mistakesOf({ ...simulator, STRIPE_SECRET_KEY: key })
    expect(mistakes.join()).toMatch(/live key beside the simulator/)
    expect(mistakes.join()).not.toContain(key)
  })
})

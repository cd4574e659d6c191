import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { CHECKOUT } from '../checkout.mjs'
import { run } from '../processes/run.mjs'
import { say } from '../progress.mjs'

// Proves that the linter keeps the house's arrows: each import below is refused, or allowed, as it says.
// A rule that has lost its way, by a renamed folder perhaps, would otherwise be silent for ever.

/** @type {Record<string, { refused: string[], allowed: string[] }>} */
const IMPORTS = {
  'server/src/main.ts': {
    refused: ['stripe', '@creditkit/sdk', '../../widgets/src/index.ts'],
    allowed: ['./http/app.ts', './stripe/index.ts'],
  },
  'server/src/database/pool.ts': {
    refused: ['stripe', '@creditkit/sdk', '../ledger/index.ts', '../http/app.ts', '../../simulator/index.ts'],
    allowed: ['pg', './transaction.ts'],
  },
  'server/src/ledger/grants.ts': {
    refused: [
      'stripe',
      '@creditkit/sdk',
      '../http/app.ts',
      '../sessions/index.ts',
      '../stripe/index.ts',
      '../top-ups/index.ts',
      '../events/index.ts',
    ],
    allowed: ['pg', '../database/pool.ts'],
  },
  'server/src/ledger/types/grant.ts': { refused: ['../../http/app.ts'], allowed: ['../../database/pool.ts'] },
  'server/src/top-ups/orders.ts': {
    refused: [
      'stripe',
      'stripe/webhooks',
      '../stripe/index.ts',
      '../http/app.ts',
      '../../simulator/index.ts',
    ],
    allowed: ['../ledger/index.ts', '../database/pool.ts'],
  },
  'server/src/stripe/gateway.ts': {
    refused: ['@creditkit/sdk', '../http/app.ts', '../sessions/index.ts', '../../simulator/index.ts'],
    allowed: ['stripe', '../top-ups/index.ts'],
  },
  'server/src/sessions/tokens.ts': {
    refused: ['stripe', '../http/app.ts', '../ledger/index.ts', '../top-ups/index.ts'],
    allowed: ['jose', '../database/pool.ts'],
  },
  'server/src/events/feed.ts': {
    refused: ['stripe', '../http/app.ts', '../stripe/index.ts'],
    allowed: ['../ledger/index.ts', '../sessions/index.ts'],
  },
  'server/src/http/routes/grants.ts': {
    refused: ['stripe', '@creditkit/sdk', '../../../simulator/index.ts', '../../../../sdk-js/src/index.ts'],
    allowed: ['express', '../../ledger/index.ts', '../../top-ups/index.ts'],
  },
  'server/simulator/world.ts': {
    refused: ['@creditkit/sdk', '../src/stripe/index.ts'],
    allowed: ['express', './state/state.ts'],
  },
  'server/src/top-ups/orders.test.ts': {
    refused: ['@creditkit/sdk', '../../../widgets/src/index.ts'],
    allowed: ['../stripe/index.ts', '../../simulator/index.ts', 'stripe'],
  },
  'sdk-js/src/client.ts': {
    refused: ['@creditkit/widgets', '../../server/src/main.ts', '../../widgets/src/index.ts', 'lit'],
    allowed: ['./api.generated.ts'],
  },
  'widgets/src/credit-balance/credit-balance.ts': {
    refused: [
      '../../../sdk-js/src/index.ts',
      '@creditkit/sdk/src/index.ts',
      '../../../server/src/main.ts',
      'zod',
    ],
    allowed: ['lit', '@creditkit/sdk'],
  },
  'stories/src/balance.stories.ts': {
    refused: ['../../widgets/src/index.ts', '@creditkit/widgets/src/index.ts', '../../server/src/main.ts'],
    allowed: ['@creditkit/widgets', '@creditkit/widgets/all'],
  },
  'e2e/host-app/server.ts': {
    refused: ['../../sdk-js/src/index.ts', '../../server/src/main.ts', '../../server/simulator/index.ts'],
    allowed: ['@creditkit/sdk/node', '../../server/test/global-setup.ts'],
  },
}

const folder = mkdtempSync(join(tmpdir(), 'creditkit-arrows-'))
try {
  const { overrides } = JSON.parse(readFileSync(join(CHECKOUT, '.oxlintrc.json'), 'utf8'))
  // The arrows alone, without plugins and types: there is nothing behind these imports.
  const configuration = { plugins: [], categories: { correctness: 'off' }, overrides }
  writeFileSync(join(folder, '.oxlintrc.json'), JSON.stringify(configuration))
  for (const [path, { refused, allowed }] of Object.entries(IMPORTS)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(
      join(folder, path),
      [...refused, ...allowed].map((name) => `export * from '${name}'\n`).join(''),
    )
  }
  const { output } = await run('oxlint', ['--format', 'json', '.'], { cwd: folder })
  const { diagnostics } = JSON.parse(output)
  /** @type {Set<string>} */
  const found = new Set(
    diagnostics
      .filter((/** @type {any} */ one) => one.code.includes('no-restricted-imports'))
      .map((/** @type {any} */ one) => `${one.filename}:${one.labels[0].span.line}`),
  )
  const mistakes = Object.entries(IMPORTS).flatMap(([path, { refused, allowed }]) =>
    [...refused, ...allowed].flatMap((name, index) => {
      const isRefused = found.has(`${path}:${index + 1}`)
      if (isRefused === index < refused.length) return []
      return [`${path} may ${isRefused ? 'no longer' : 'now'} import ${name}`]
    }),
  )
  for (const mistake of mistakes) say(mistake)
  process.exitCode = mistakes.length === 0 ? 0 : 1
} finally {
  rmSync(folder, { recursive: true })
}

/** Component tests, in a real browser. `CHROMIUM_PATH` names another than Debian's. */
import { existsSync } from 'node:fs'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'

const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'

export default defineConfig({
  optimizeDeps: {
    // Found late, a dependency makes the page of a running test reload.
    include: [
      '@lit/context',
      '@stripe/stripe-js/pure',
      'axe-core',
      'lit',
      'lit/directive.js',
      'lit/directives/live.js',
      'lit/directives/repeat.js',
    ],
  },
  test: {
    name: 'widgets',
    include: ['src/**/*.test.ts'],
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({
        launchOptions: {
          // Without either, Playwright looks for the browser it brought itself.
          ...(existsSync(executablePath) && { executablePath }),
          args: ['--no-sandbox', '--disable-background-networking'],
        },
      }),
      instances: [{ browser: 'chromium', viewport: { width: 800, height: 900 } }],
    },
  },
})

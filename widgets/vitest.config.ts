/**
 * Component tests, in a real browser (`CHROMIUM_PATH` names another than Debian's), and the rendering on
 * a server, in Node.
 */
import { existsSync } from 'node:fs'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'

const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'

export default defineConfig({
  test: {
    projects: [
      {
        optimizeDeps: {
          // Found late, a dependency makes the page of a running test reload.
          include: [
            '@stripe/stripe-js/pure',
            'axe-core',
            'lit',
            'lit/directive.js',
            'lit/directives/live.js',
          ],
        },
        test: {
          name: 'widgets',
          include: ['src/**/*.test.ts'],
          exclude: ['src/**/*.node.test.ts'],
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
              // What fades has no contrast to speak of. What moves is tested where a test asks for motion.
              contextOptions: { reducedMotion: 'reduce' },
            }),
            instances: [{ browser: 'chromium', viewport: { width: 800, height: 900 } }],
          },
        },
      },
      { test: { name: 'widgets on a server', include: ['src/**/*.node.test.ts'], environment: 'node' } },
    ],
  },
})

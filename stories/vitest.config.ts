import { storybookTest } from '@storybook/addon-vitest/vitest-plugin'
import { playwright } from '@vitest/browser-playwright'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { chromiumOptions } from './chromium.ts'

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'theming', include: ['src/**/*.test.ts'] } },
      {
        test: {
          name: 'storybook',
          include: ['test/**/*.test.ts'],
          globalSetup: 'test/built-storybook.ts',
          testTimeout: 60_000,
          expect: { poll: { timeout: 15_000 } },
          // A browser's pages load no sooner for being loaded at once.
          fileParallelism: false,
        },
      },
      {
        plugins: [storybookTest({ configDir: fileURLToPath(new URL('.storybook', import.meta.url)) })],
        test: {
          name: 'stories',
          testTimeout: 30_000,
          // Both schemes at once: they wait for answers, for orders above all, as much as they work.
          maxWorkers: 2,
          browser: {
            enabled: true,
            headless: true,
            provider: playwright({
              // Colours that are still fading in are not the ones to judge.
              contextOptions: { reducedMotion: 'reduce' },
              launchOptions: chromiumOptions,
            }),
            // Both schemes have one server, which makes the modules ready once.
            instances: ['light', 'dark'].map((scheme) => ({
              browser: 'chromium',
              name: scheme,
              env: { VITE_SCHEME: scheme },
            })),
          },
        },
      },
    ],
  },
})

import { storybookTest } from '@storybook/addon-vitest/vitest-plugin'
import { playwright } from '@vitest/browser-playwright'
import { fileURLToPath } from 'node:url'
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config'
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
      ...['light', 'dark'].map((scheme): TestProjectInlineConfiguration => ({
        plugins: [storybookTest({ configDir: fileURLToPath(new URL('.storybook', import.meta.url)) })],
        test: {
          name: scheme,
          env: { VITE_SCHEME: scheme },
          testTimeout: 30_000,
          browser: {
            enabled: true,
            headless: true,
            provider: playwright({
              // Colours that are still fading in are not the ones to judge.
              contextOptions: { reducedMotion: 'reduce' },
              launchOptions: chromiumOptions,
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      })),
    ],
  },
})

import type { StorybookConfig } from '@storybook/web-components-vite'
import { msw } from 'msw/vite'
import { mergeConfig } from 'vite'

const configuration: StorybookConfig = {
  framework: '@storybook/web-components-vite',
  stories: ['../src/guides/*.mdx', '../src/**/*.stories.ts'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y', '@storybook/addon-vitest'],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  features: { sidebarOnboardingChecklist: false },
  viteFinal: (vite) => mergeConfig(vite, { plugins: [msw({ mode: 'worker-only' })] }),
}

export default configuration

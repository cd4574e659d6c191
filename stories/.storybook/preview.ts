import '@creditkit/widgets/all'
import manifest from '@creditkit/widgets/custom-elements.json' with { type: 'json' }
import { answer } from '@creditkit/widgets/scenarios'
import { setCustomElementsManifest, type Preview } from '@storybook/web-components-vite'
import { http, passthrough } from 'msw'
import { setupWorker } from 'msw/browser'
import { applyEnvironment } from '../src/environment.ts'
import { untouched } from '../src/theming/theme.ts'
import { ReferencePage } from './reference-page.tsx'

setCustomElementsManifest(manifest)

// One worker serves every story; which scenario answers stands in the address that the story calls.
const worker = setupWorker(http.all('*/v1/me/*', ({ request }) => answer(request) ?? passthrough()))
let started: Promise<unknown> | undefined

// The tests run every story in both schemes.
const scheme: unknown = import.meta.env['VITE_SCHEME'] ?? 'light'

const preview: Preview = {
  loaders: [() => (started ??= worker.start({ quiet: true, onUnhandledFrame: 'bypass' }))],
  initialGlobals: { scheme, locale: 'en', ...untouched },
  globalTypes: {
    scheme: {
      description: 'Colour scheme',
      toolbar: { icon: 'contrast', title: 'Scheme', items: ['light', 'dark'], dynamicTitle: true },
    },
    locale: {
      description: 'Language and direction',
      toolbar: {
        icon: 'globe',
        title: 'Language',
        items: [
          { value: 'en', title: 'English' },
          { value: 'ar', title: 'العربية' },
        ],
        dynamicTitle: true,
      },
    },
  },
  decorators: [
    (story, { globals }) => {
      applyEnvironment(globals)
      return story()
    },
  ],
  parameters: {
    layout: 'padded',
    a11y: { test: 'error' },
    // The stories' data decide what they show; what a widget can be told stands on its page.
    controls: { disable: true },
    docs: { page: ReferencePage },
    backgrounds: { disabled: true },
    options: {
      storySort: {
        order: [
          'Guides',
          [
            'Start here',
            'Script tag',
            'On a server',
            'Content security policy',
            'Events',
            'Tokens and parts',
            'Without widgets',
          ],
          'Widgets',
          'Pages',
        ],
      },
    },
  },
  tags: ['autodocs'],
}

export default preview

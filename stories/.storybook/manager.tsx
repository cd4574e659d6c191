import { createElement } from 'react'
import { addons, types } from 'storybook/manager-api'
import { themes } from 'storybook/theming'
import { ThemingPanel } from '../src/theming/panel.tsx'

addons.setConfig({
  theme: { ...themes.light, brandTitle: 'Creditkit', brandUrl: './' },
  selectedPanel: 'creditkit/theming',
})

addons.register('creditkit', () => {
  addons.add('creditkit/theming', {
    type: types.PANEL,
    title: 'Theme',
    render: ({ active }) => (active ? createElement(ThemingPanel) : null),
  })
})

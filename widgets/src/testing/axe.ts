/** Fails with what axe-core finds in an element, in light and in dark. */
import axe from 'axe-core'
import { expect } from 'vitest'

export async function expectAccessible(element: Element): Promise<void> {
  const root = document.documentElement
  const grounds = { light: '#f4f4f6', dark: '#0d0d10' } as const
  for (const scheme of ['light', 'dark'] as const) {
    root.style.colorScheme = scheme
    root.style.backgroundColor = grounds[scheme]
    const { violations } = await axe.run(element, {
      rules: { region: { enabled: false }, 'page-has-heading-one': { enabled: false } },
    })
    const found = violations.map(
      ({ id, help, nodes }) =>
        `${scheme}: ${id}: ${help}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join(' | ')}`,
    )
    expect(found).toEqual([])
  }
  root.removeAttribute('style')
}

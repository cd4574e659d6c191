/** Fails with what axe-core finds in an element, in light and in dark. */
import axe from 'axe-core'
import { expect } from 'vitest'

/** What fades in, or is on its way to the other scheme, has no contrast to speak of. */
async function animationsOver(root: Element): Promise<void> {
  await new Promise(requestAnimationFrame)
  const shadows = [root, ...root.querySelectorAll('*')].flatMap(({ shadowRoot }) => shadowRoot ?? [])
  for (const animation of [document, ...shadows].flatMap((tree) => tree.getAnimations())) {
    if (animation.effect?.getComputedTiming().endTime !== Infinity) animation.finish()
  }
}

export async function expectAccessible(element: Element): Promise<void> {
  const root = document.documentElement
  const grounds = { light: '#f4f4f6', dark: '#0d0d10' } as const
  for (const scheme of ['light', 'dark'] as const) {
    root.style.colorScheme = scheme
    root.style.backgroundColor = grounds[scheme]
    await animationsOver(element)
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

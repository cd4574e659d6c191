import { resetScenarios } from '@creditkit/widgets/scenarios'
import type { ScenarioName } from '@creditkit/widgets/scenarios'
import type { StoryObj } from '@storybook/web-components-vite'
import { html, type TemplateResult } from 'lit'
import { expect, userEvent, waitFor } from 'storybook/test'

/** What the widgets of a story have come to when it has settled. */
export type Shown = 'content' | 'skeleton' | 'error' | 'stale'

/** A session for a customer who does not exist. */
export const fetchSession = (): Promise<{ token: string; expiresAt: string }> =>
  Promise.resolve({ token: 'story', expiresAt: new Date(Date.now() + 600_000).toISOString() })

/** Wraps a story's content in a provider whose server plays the scenario. */
export function inScenario(scenario: ScenarioName, content: TemplateResult): TemplateResult {
  return html`<credit-provider base-url=${`${location.origin}/${scenario}`} .fetchSession=${fetchSession}
    >${content}</credit-provider
  >`
}

/** A story of `content` in a scenario, which is also a test that its widgets come to show `shown`. */
export function storyOf(content: TemplateResult, scenario: ScenarioName, shown: Shown = 'content'): StoryObj {
  return {
    render: () => inScenario(scenario, content),
    play: ({ canvasElement }) => waitFor(() => expectShown(canvasElement, shown), { timeout: 15_000 }),
  }
}

/** The same story, with something pressed in it once it is there, and `then` waited for. Both are CSS selectors. */
export function pressed(story: StoryObj, what: string, then?: string): StoryObj {
  return {
    ...story,
    beforeEach: startAnew,
    play: async (context) => {
      await story.play?.(context)
      await userEvent.click(await appears(context.canvasElement, what))
      if (then) await appears(context.canvasElement, then)
    },
  }
}

/** Forgets what was begun when the story was last looked at. */
function startAnew(): void {
  resetScenarios()
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith('creditkit:')) sessionStorage.removeItem(key)
  }
}

/** What the selector finds first, in whatever shadow root, when it is there. */
function appears(canvas: HTMLElement, selector: string): Promise<Element> {
  return waitFor(
    () => {
      const found = rootsIn(canvas).flatMap((root) => root.querySelector(selector) ?? [])[0]
      if (!found) throw new Error(`There is no ${selector} yet.`)
      return found
    },
    { timeout: 15_000 },
  )
}

function rootsIn(canvas: HTMLElement): ShadowRoot[] {
  return [...canvas.querySelectorAll('*')].flatMap(({ shadowRoot }) => shadowRoot ?? [])
}

const marks: Record<Exclude<Shown, 'content'>, string> = {
  skeleton: '[aria-busy="true"]',
  error: '[part~="error"]',
  stale: '[part~="stale"]',
}

async function expectShown(canvas: HTMLElement, shown: Shown): Promise<void> {
  const roots = rootsIn(canvas)
  const found = Object.entries(marks)
    .filter(([, mark]) => roots.some((root) => root.querySelector(mark)))
    .map(([state]) => state)
  await expect(roots).not.toHaveLength(0)
  await expect(found).toEqual(shown === 'content' ? [] : [shown])
}

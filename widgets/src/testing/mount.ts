/** Renders a template into a fresh container, removed after the test, and waits for its elements, whole. */
import { render } from 'lit'
import type { LitElement, TemplateResult } from 'lit'
import { expect, onTestFinished } from 'vitest'
import { CreditElement } from '../foundation/credit-element.ts'

export async function mount<T extends HTMLElement>(template: TemplateResult, selector: string): Promise<T> {
  const container = document.createElement('div')
  document.body.append(container)
  onTestFinished(() => container.remove())
  render(template, container)
  const element = container.querySelector<T>(selector)
  if (!element) throw new Error(`No ${selector} in the template.`)
  await settle(element)
  if (element instanceof CreditElement) {
    await expect.poll(() => element.whole, { timeout: 10_000 }).toBe(true)
    await settle(element)
  }
  return element
}

/** Waits until the element has rendered all that it knows. */
export async function settle(element: HTMLElement): Promise<void> {
  if ('updateComplete' in element) {
    while (!(await (element as LitElement).updateComplete));
  }
}

/** All the text in the element's shadow root, in one line, a space between each two pieces. */
export function textOf(element: Element): string {
  const walker = document.createTreeWalker(element.shadowRoot ?? element, NodeFilter.SHOW_TEXT)
  const pieces: string[] = []
  while (walker.nextNode()) pieces.push(walker.currentNode.nodeValue ?? '')
  return pieces.join(' ').replaceAll(/\s+/g, ' ').trim()
}

/** Texts in the element with a word, or a group of digits, that is broken within: none, where all is well. */
export function brokenWords(element: Element): string[] {
  const walker = document.createTreeWalker(element.shadowRoot ?? element, NodeFilter.SHOW_TEXT)
  const broken: string[] = []
  while (walker.nextNode()) {
    const text = walker.currentNode as Text
    for (const { 0: word, index } of text.data.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
      const range = document.createRange()
      range.setStart(text, index)
      range.setEnd(text, index + word.length)
      if (new Set([...range.getClientRects()].map(({ top }) => top)).size > 1) broken.push(text.data)
    }
  }
  return broken
}

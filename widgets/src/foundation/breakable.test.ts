import { html, render } from 'lit'
import { expect, test } from 'vitest'
import { breakable } from './breakable.ts'

const broken = (number: string): string => {
  const container = document.createElement('p')
  render(html`${breakable(number)}`, container)
  for (const chance of container.querySelectorAll('wbr')) chance.replaceWith('|')
  return container.textContent
}

test('a long number may be broken after its separators, a short one nowhere', () => {
  expect(broken('-4,800,000,000,127')).toBe('-4,|800,|000,|000,|127')
  expect(broken('/ 13,139,899,254,740.55')).toBe('/ 13,|139,|899,|254,|740.|55')
  expect(broken('1,000,000')).toBe('1,000,000')
})

import { expect, test } from 'vitest'
import { contrast, contrastWarnings } from './contrast.ts'
import { colorKnobs, colorOf, declarations, themeCss, untouched } from './theme.ts'

test('an untouched theme declares nothing', () => {
  expect(declarations(untouched)).toEqual([])
  expect(themeCss({})).not.toContain('--credit-')
})

test('a changed colour keeps the other scheme’s own', () => {
  expect(declarations({ ...untouched, accent_light: '#006644' })).toEqual([
    '--credit-accent: light-dark(#006644, #8b85ff);',
  ])
})

test('the soft accent follows accent and surface as in CSS, and is declared only where it was chosen', () => {
  const soft = colorKnobs.find(({ token }) => token === 'accent-soft')
  if (!soft) throw new Error('There is no soft accent.')
  expect(colorOf({}, soft, 'light')).toBe('#eaeeff')
  expect(colorOf({}, soft, 'dark')).toBe('#21212e')
  expect(colorOf({ accent_light: '#000000' }, soft, 'light')).toBe('#dedede')
  expect(declarations({ accent_light: '#006644', accent_dark: '#006644' })).toHaveLength(1)
  expect(declarations({ accent_soft_light: '#ffffff' })).toHaveLength(1)
})

test('the first series is the accent in force, and every colour is one that a field for colours can show', () => {
  const series = colorKnobs.find(({ token }) => token === 'series-1')
  if (!series) throw new Error('There is no first series.')
  expect(colorOf({}, series, 'light')).toBe('#4f46e5')
  expect(colorOf({ ...untouched, accent_dark: '#00ff88' }, series, 'dark')).toBe('#00ff88')
  expect(declarations({ ...untouched, accent_light: '#006644', accent_dark: '#006644' })).toHaveLength(1)
  for (const knob of colorKnobs) expect(colorOf(untouched, knob, 'dark')).toMatch(/^#[0-9a-f]{6}$/)
})

test('an accent that cannot be read on its own soft ground is warned about', () => {
  expect(contrastWarnings({ accent_soft_light: '#4f46e5' })).toContainEqual(
    expect.objectContaining({ scheme: 'light', text: 'accent', ground: 'accent-soft' }),
  )
  expect(contrastWarnings({ accent_light: '#8a8a8a' })).toContainEqual(
    expect.objectContaining({ scheme: 'light', text: 'accent', ground: 'accent-soft' }),
  )
})

test('a colour that is the same in both schemes stands once', () => {
  expect(declarations({ accent_light: '#006644', accent_dark: '#006644' })).toEqual([
    '--credit-accent: #006644;',
  ])
})

test('density is a factor, radius and text size are pixels', () => {
  expect(declarations({ radius: 4, density: 80, font_size: 16 })).toEqual([
    '--credit-radius: 4px;',
    '--credit-density: 0.8;',
    '--credit-font-size: 16px;',
  ])
})

test('a global that is no colour or out of bounds counts as untouched', () => {
  expect(declarations({ accent_light: 'url(x)', radius: 900, density: 'wide' })).toEqual([])
})

test('contrast follows WCAG: black on white is 21, a colour on itself 1', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
  expect(contrast('#4f46e5', '#4f46e5')).toBe(1)
})

test('the widgets’ own colours give no warning', () => {
  expect(contrastWarnings({})).toEqual([])
})

test('text that can hardly be read is warned about, in the scheme where it is', () => {
  expect(contrastWarnings({ text_light: '#dddddd' })).toContainEqual(
    expect.objectContaining({ scheme: 'light', text: 'text', ground: 'surface', needed: 4.5 }),
  )
})

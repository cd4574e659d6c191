import { css, html } from 'lit'
import { expect, test } from 'vitest'
import { mount, settle, textOf } from '../testing/mount.ts'
import { CreditElement } from './credit-element.ts'
import { Later, renderLater } from './later.ts'

interface Part {
  greet: (name: string) => string
  styles: ReturnType<typeof css>[]
}

const part: Part = {
  greet: (name) => `Hello ${name}`,
  styles: [
    css`
      p {
        color: rgb(1, 2, 3);
      }
    `,
  ],
}

class Probe extends CreditElement {
  later: Later<Part> | undefined

  override render(): unknown {
    return (
      this.later &&
      renderLater(
        this,
        this.later,
        ({ greet }) => html`<p>${greet('you')}</p>`,
        () => html`<b>bones</b>`,
      )
    )
  }
}
customElements.define('x-later', Probe)

/** A file that comes, or does not, when the test says so. */
function slowly(): { later: Later<Part>; asked: () => number; come: () => void; fail: () => void } {
  let attempts: PromiseWithResolvers<Part>[] = []
  let asked = 0
  const later = new Later(() => {
    const attempt = Promise.withResolvers<Part>()
    attempts.push(attempt)
    asked++
    return attempt.promise
  })
  const settleAll = (act: (attempt: PromiseWithResolvers<Part>) => void): void => {
    attempts.forEach(act)
    attempts = []
  }
  return {
    later,
    asked: () => asked,
    come: () => settleAll(({ resolve }) => resolve(part)),
    fail: () => settleAll(({ reject }) => reject(new TypeError('Failed to fetch'))),
  }
}

const twoOf = async (later: Later<Part>): Promise<[Probe, Probe]> => {
  const first = await mount<Probe>(
    html`<x-later .later=${later}></x-later><x-later .later=${later}></x-later>`,
    'x-later',
  )
  const second = first.nextElementSibling as Probe
  await settle(second)
  return [first, second]
}

test('it is fetched once for all who want it, and each of them gets it, with its styles', async () => {
  const { later, asked, come } = slowly()
  const probes = await twoOf(later)
  expect(probes.map(textOf)).toEqual(['Loading bones', 'Loading bones'])
  come()
  for (const probe of probes) await expect.poll(() => textOf(probe)).toBe('Hello you')
  for (const probe of probes) {
    probe.requestUpdate()
    await settle(probe)
    const paragraph = probe.shadowRoot?.querySelector('p') as Element
    expect(getComputedStyle(paragraph).color).toBe('rgb(1, 2, 3)')
    const sheets = probe.shadowRoot?.adoptedStyleSheets ?? []
    expect(new Set(sheets).size).toBe(sheets.length)
  }
  expect(asked()).toBe(1)
})

test('whoever turns to an element finds it dressed when they miss something', async () => {
  const { later, come } = slowly()
  const probe = await mount<Probe>(html`<x-later></x-later>`, 'x-later')
  const sheets = (): number => probe.shadowRoot?.adoptedStyleSheets.length ?? 0
  const before = sheets()
  later.want(probe)
  come()
  await expect.poll(sheets).toBe(before + 1)
})

test('where it does not come, each says so, and one "Try again" is for all', async () => {
  const { later, asked, come, fail } = slowly()
  const [first, second] = await twoOf(later)
  fail()
  for (const probe of [first, second])
    await expect
      .poll(() => textOf(probe))
      .toBe('We cannot be reached just now. Check your connection, or try again in a moment. Try again')
  // Rendering again is no new wish.
  first.requestUpdate()
  await settle(first)
  expect(asked()).toBe(1)
  second.shadowRoot?.querySelector('button')?.click()
  await settle(first)
  expect(textOf(first)).toBe('Loading bones')
  come()
  for (const probe of [first, second]) await expect.poll(() => textOf(probe)).toBe('Hello you')
  expect(asked()).toBe(2)
})

test('what was fetched before it is missed is there at once; a failure that nobody waited for is forgotten', async () => {
  const { later, asked, come, fail } = slowly()
  later.prefetch()
  fail()
  await expect(later.load()).rejects.toMatchObject({ code: 'network' })
  expect(later.error).toBeUndefined()
  later.prefetch()
  later.prefetch()
  expect(asked()).toBe(2)
  come()
  await expect(later.load()).resolves.toBe(part)
  const [probe] = await twoOf(later)
  expect(textOf(probe)).toBe('Hello you')
})

test('an element that was taken away meanwhile shows the part when it is put back', async () => {
  const { later, come } = slowly()
  const [probe] = await twoOf(later)
  const parent = probe.parentElement as HTMLElement
  probe.remove()
  come()
  await later.load()
  parent.append(probe)
  await settle(probe)
  expect(textOf(probe)).toBe('Hello you')
})

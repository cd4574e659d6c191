/** Tests run for somebody who wants no motion; this one, until it ends, for somebody who does not mind. */
import { onTestFinished } from 'vitest'
import { cdp } from 'vitest/browser'

export async function allowMotion(): Promise<void> {
  await setReducedMotion('no-preference')
  onTestFinished(() => setReducedMotion('reduce'))
}

async function setReducedMotion(value: 'no-preference' | 'reduce'): Promise<void> {
  await cdp().send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-reduced-motion', value }] })
}

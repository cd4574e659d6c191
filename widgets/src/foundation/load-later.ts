/** Parts of elements that come when they are first wanted, not with the element. */
import { CreditsError } from '@creditkit/sdk'

/** @throws CreditsError where the part does not come, to be told and shown as any other */
export async function loadLater<Part>(load: () => Promise<Part>): Promise<Part> {
  try {
    return await load()
  } catch (cause) {
    throw new CreditsError('network', 'A part of the page could not be loaded. Try again.', 0, { cause })
  }
}

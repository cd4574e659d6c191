/**
 * A place in the document for a child that cannot live in a shadow root (Stripe's frame refuses to), yet
 * shows inside an element: a child of the outermost host, forwarded by slots through each shadow root down
 * to the element's own `<slot name="checkout">`.
 */

let count = 0

/** The place, and how to take it and its slots away; undefined where the element is not in a document. */
export function projectIntoSlot(
  element: Element,
  slot: string,
): { place: HTMLElement; remove: () => void } | undefined {
  const name = `creditkit-${slot}-${++count}`
  const place = document.createElement('div')
  const added: Element[] = [place]
  let target = element
  let wanted = slot
  for (let root = target.getRootNode(); root !== target.ownerDocument; root = target.getRootNode()) {
    if (!(root instanceof ShadowRoot)) return undefined
    const forward = document.createElement('slot')
    forward.name = name
    forward.slot = wanted
    added.push(forward)
    target.append(forward)
    target = root.host
    wanted = name
  }
  place.slot = wanted
  target.append(place)
  return { place, remove: () => added.forEach((each) => each.remove()) }
}

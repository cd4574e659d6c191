/** The locale in force for an element that is told none: the nearest `lang`, then the browser's. */

/** Walks up through shadow roots. A tag the browser cannot read is passed over. */
export function localeOf(element: Element): string {
  let node: Element | undefined = element
  while (node) {
    const lang = node.getAttribute('lang')
    if (isLocale(lang)) return lang
    node = node.parentElement ?? (node.getRootNode() as Partial<ShadowRoot>).host
  }
  return navigator.language
}

/** Whether it is a tag that `Intl` can read. */
export function isLocale(tag: string | null | undefined): tag is string {
  try {
    return !!Intl.getCanonicalLocales(tag ?? [])[0]
  } catch {
    return false
  }
}

// `Intl.Locale`'s text info is missing in Firefox, so the languages written from right to left stand here.
const RIGHT_TO_LEFT = /^(ar|dv|fa|he|ks|ku-arab|ps|sd|ug|ur|yi)\b/i

export function isRightToLeft(locale: string): boolean {
  return RIGHT_TO_LEFT.test(locale)
}

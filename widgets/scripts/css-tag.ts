/**
 * Stands in for Lit's `css-tag.js` in the bundles: without the ways of browsers that cannot adopt style sheets, which
 * the bundles' syntax is too new for anyway, and without its check of what is put into `css`, which is done where types
 * are.
 */
export const supportsAdoptingStyleSheets = true

export class CSSResult {
  readonly cssText: string
  #styleSheet: CSSStyleSheet | undefined

  constructor(cssText: string) {
    this.cssText = cssText
  }

  /** Made when it is first adopted. */
  get styleSheet(): CSSStyleSheet {
    if (!this.#styleSheet) {
      this.#styleSheet = new CSSStyleSheet()
      this.#styleSheet.replaceSync(this.cssText)
    }
    return this.#styleSheet
  }

  toString(): string {
    return this.cssText
  }
}

export function unsafeCSS(cssText: unknown): CSSResult {
  return new CSSResult(String(cssText))
}

export function css(strings: TemplateStringsArray, ...values: unknown[]): CSSResult {
  return unsafeCSS(String.raw({ raw: strings }, ...values))
}

export function adoptStyles(root: ShadowRoot, styles: CSSResult[]): void {
  root.adoptedStyleSheets = styles.map(({ styleSheet }) => styleSheet)
}

export function getCompatibleStyle(style: CSSResult): CSSResult {
  return style
}

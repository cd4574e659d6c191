import { declarations, type Globals } from './theming/theme.ts'

const sheet = new CSSStyleSheet()
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]

/** Puts the scheme, the language and the theme of the toolbar and the theming lab in force on the page. */
export function applyEnvironment(globals: Globals): void {
  const scheme = globals['scheme'] === 'dark' ? 'dark' : 'light'
  const locale = globals['locale'] === 'ar' ? 'ar' : 'en'
  const root = document.documentElement
  root.lang = locale
  root.dir = locale === 'ar' ? 'rtl' : 'ltr'
  sheet.replaceSync(`
    :root { color-scheme: ${scheme}; ${declarations(globals).join(' ')} }
    body, .docs-story { background: light-dark(#f4f4f6, #0d0d10); color: light-dark(#17171c, #f2f2f5); }
    body { font-family: Inter, ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
  `)
}

/**
 * Custom properties of an element: `<i .style=${cssVariables({ '--share': '0.4' })}>`, where the element has no
 * other style of its own.
 *
 * Under a strict content security policy `styleMap` and `style=` lose the style; the property does not.
 */
export function cssVariables(values: Record<string, string | number>): CSSStyleDeclaration {
  const text = Object.entries(values).map(([name, value]) => `${name}:${value}`)
  // The property takes text too, which its type does not say.
  return text.join(';') as unknown as CSSStyleDeclaration
}

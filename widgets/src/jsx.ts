/**
 * Tells JSX of Creditkit's elements: their properties and events, from the elements' own types. React 19 needs
 * no more than `import '@creditkit/widgets/jsx'` beside the elements themselves.
 */
import type { CreditEventMap } from './index.ts'
import type { DetailedHTMLProps, HTMLAttributes } from 'react'

/** React 19 sets what the element has as properties, and listens for `on` and the event's name. */
type Props<Element extends HTMLElement> = Partial<Omit<Element, keyof HTMLElement>> &
  DetailedHTMLProps<HTMLAttributes<Element>, Element> & {
    [Name in keyof CreditEventMap as `on${Name}`]?: (event: CreditEventMap[Name]) => void
  }

type CreditElements = {
  [Tag in keyof HTMLElementTagNameMap as Tag extends `credit-${string}` ? Tag : never]: Props<
    HTMLElementTagNameMap[Tag]
  >
}

declare module 'react' {
  // oxlint-disable-next-line typescript/no-namespace -- React keeps its element names in one
  namespace JSX {
    // oxlint-disable-next-line typescript/no-empty-object-type -- an interface is what merges with React's
    interface IntrinsicElements extends CreditElements {}
  }
}

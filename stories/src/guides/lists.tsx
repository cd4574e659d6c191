/** Lists of the guides, read from the manifest and the tokens, so that none of them can go stale. */
import manifest from '@creditkit/widgets/custom-elements.json' with { type: 'json' }
import { chartColors, colors, lengths } from '@creditkit/widgets/tokens'
import { AnchorMdx, Source } from '@storybook/addon-docs/blocks'
import type { ReactElement, ReactNode } from 'react'

interface Named {
  name: string
  description: string
}

interface ElementEvent extends Named {
  summary: string
  type: { text: string }
}

interface Described {
  tagName: string
  events?: ElementEvent[]
  slots?: Named[]
  cssParts?: Named[]
}

const elements = manifest.modules
  .flatMap(({ declarations }): object[] => declarations)
  .filter((declaration): declaration is Described => 'tagName' in declaration)

type Token = keyof typeof colors | keyof typeof chartColors | keyof typeof lengths | 'font'

/** A token without its sentence here does not compile, and neither does a sentence without its token. */
const meanings: Record<Token, string> = {
  surface: 'what an element stands on',
  raised: 'what is set off from it: hovered rows, fields',
  text: 'text and figures',
  muted: 'text beside them',
  faint: 'the least of it: axes, hints',
  line: 'lines between rows, borders of cards',
  outline: 'borders of fields and of buttons that need an outline to be seen',
  accent: 'the main button, links, focus, the first series',
  'on-accent': 'text on the accent',
  'accent-soft': 'the ground of what is chosen; follows accent and surface unless it is set',
  good: 'what went well, as text',
  'good-soft': 'its ground',
  warn: 'what wants attention, as text',
  'warn-soft': 'its ground',
  bad: 'what went wrong, as text',
  'bad-soft': 'its ground',
  'series-1': 'paid credits; the first series of the chart',
  'series-2': 'promotional credits; the second series',
  'series-3': 'a further series of the chart',
  'series-4': 'a further series of the chart',
  'series-5': 'a further series of the chart',
  'series-6': 'a further series of the chart',
  'series-7': 'a further series of the chart',
  'series-8': 'all that is left, in the chart',
  radius: 'of cards; smaller corners follow it',
  'font-size': 'other sizes follow it',
  density: 'scales every distance',
  shadow: 'of cards',
  font: 'the family; for all elements alone',
}

/** Wide tables scroll by themselves, never the page. */
function Table({ heads, children }: { heads: readonly string[]; children: ReactNode }): ReactElement {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reached by keyboard
    <div style={{ overflowX: 'auto' }} tabIndex={0} role="region" aria-label={heads.join(', ')}>
      <table style={{ minInlineSize: '36rem' }}>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  )
}

function Tag({ name }: { name: string }): ReactElement {
  const page = `?path=/docs/widgets-${name.replace('credit-', '')}--docs`
  return (
    <AnchorMdx href={page} target="_self">
      <code>{`<${name}>`}</code>
    </AnchorMdx>
  )
}

/** What stands between backticks is code. */
function Text({ of }: { of: string }): ReactElement {
  return <>{of.split('`').map((part, index) => (index % 2 ? <code key={index}>{part}</code> : part))}</>
}

/** Every event, what it carries, and which element dispatches it when. */
export function EventList(): ReactElement {
  const all = elements.flatMap(({ tagName, events = [] }) => events.map((event) => ({ ...event, tagName })))
  const byName = Map.groupBy(all, ({ name }) => name)
  return (
    <>
      {[...byName]
        .toSorted(([one], [other]) => (one < other ? -1 : 1))
        .map(([name, [first, ...others]]) => (
          <section key={name}>
            <h3 id={name}>
              <code>{name}</code>
            </h3>
            <p>
              <Text of={first?.summary ?? ''} />
            </p>
            <Source code={first?.type.text ?? ''} language="tsx" />
            <ul>
              {[...(first ? [first] : []), ...others].map(({ tagName, description }) => (
                <li key={tagName}>
                  <Tag name={tagName} />: <Text of={description} />
                </li>
              ))}
            </ul>
          </section>
        ))}
    </>
  )
}

function Swatch({ color }: { color: string }): ReactElement {
  // `accent-soft` and the first series are made of other tokens.
  const shown = color.includes('var(') ? undefined : color
  const box = { display: 'inline-block', inlineSize: '1em', blockSize: '1em', verticalAlign: '-0.15em' }
  return (
    <>
      {shown !== undefined && (
        <span style={{ ...box, background: shown, border: '1px solid #8888', marginInlineEnd: '0.4em' }} />
      )}
      <code>{color.replaceAll('--_', '--credit-')}</code>
    </>
  )
}

function Names({ token }: { token: Token }): ReactElement {
  return (
    <td>
      <code>--credit-{token}</code>
      <br />
      {meanings[token]}
    </td>
  )
}

/** Every colour, light and dark. */
export function ColorList(): ReactElement {
  const palette = { ...colors, ...chartColors }
  return (
    <Table heads={['Colour', 'Light', 'Dark']}>
      {Object.entries(palette).map(([token, [light, dark]]) => (
        <tr key={token}>
          <Names token={token as Token} />
          <td>
            <Swatch color={light} />
          </td>
          <td>
            <Swatch color={dark} />
          </td>
        </tr>
      ))}
    </Table>
  )
}

/** What is not a colour. */
export function LengthList(): ReactElement {
  return (
    <Table heads={['Token', 'As designed']}>
      {Object.entries({ ...lengths, font: 'inherit' }).map(([token, value]) => (
        <tr key={token}>
          <Names token={token as Token} />
          <td>
            <code>{value}</code>
          </td>
        </tr>
      ))}
    </Table>
  )
}

/** The parts and slots of every element that has any. */
export function PartList(): ReactElement {
  const rows = elements.flatMap(({ tagName, cssParts = [], slots = [] }) => [
    ...cssParts.map((part) => ({ ...part, tagName, key: `::part(${part.name})` })),
    ...slots.map((slot) => ({ ...slot, tagName, key: slot.name ? `slot="${slot.name}"` : 'its children' })),
  ])
  return (
    <Table heads={['Element', 'Part or slot', 'What it is']}>
      {rows.map(({ tagName, key, description }) => (
        <tr key={tagName + key}>
          <td>
            <Tag name={tagName} />
          </td>
          <td>
            <code>{key}</code>
          </td>
          <td>
            <Text of={description} />
          </td>
        </tr>
      ))}
    </Table>
  )
}

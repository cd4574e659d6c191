/** The theming lab's panel, in Storybook's manager: knobs on the left, warnings and CSS on the right. */
// Storybook's manager compiles JSX to calls of this name.
import * as React from 'react'
import { Button } from 'storybook/internal/components'
import { useGlobals } from 'storybook/manager-api'
import { styled } from 'storybook/theming'
import { contrastWarnings } from './contrast.ts'
import {
  colorGlobal,
  colorKnobs,
  colorOf,
  numberGlobal,
  numberKnobs,
  numberOf,
  schemes,
  themeCss,
  untouched,
} from './theme.ts'

const Columns = styled.div({
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fit, minmax(300px, 1fr))',
  gap: 24,
  padding: 16,
  alignItems: 'start',
})
const Grid = styled.div({
  display: 'grid',
  gridTemplateColumns: '1fr auto auto',
  gap: '6px 12px',
  alignItems: 'center',
  '& input[type=color]': { inlineSize: 44, blockSize: 24, padding: 0, border: 0, background: 'none' },
})
const Code = styled.pre({
  margin: 0,
  padding: 12,
  overflow: 'auto',
  borderRadius: 4,
  background: '#8080801f',
  fontFamily: 'ui-monospace, monospace',
  fontSize: 12,
})
const Row = styled.div({ display: 'flex', gap: 8, flexWrap: 'wrap', marginBlock: 12 })
const Warnings = styled.ul({ margin: '0 0 12px', paddingInlineStart: 18 })

export function ThemingPanel(): React.ReactElement {
  const [globals, updateGlobals] = useGlobals()
  const [copied, setCopied] = React.useState('')
  const css = themeCss(globals)
  const warnings = contrastWarnings(globals)
  const copy = (what: string, text: string): void => {
    navigator.clipboard.writeText(text).then(
      () => setCopied(`${what} copied.`),
      () => setCopied(`Your browser did not let us copy. Select the text instead.`),
    )
  }
  return (
    <Columns>
      <Grid>
        <b>Colours</b>
        <span>Light</span>
        <span>Dark</span>
        {colorKnobs.map((knob) => [
          <span key={knob.token}>{knob.label}</span>,
          ...schemes.map((scheme) => (
            <input
              key={`${knob.token}-${scheme}`}
              type="color"
              aria-label={`${knob.label}, ${scheme}`}
              value={colorOf(globals, knob, scheme)}
              onChange={(event) =>
                updateGlobals({ [colorGlobal(knob.token, scheme)]: event.currentTarget.value })
              }
            />
          )),
        ])}
        <b>Shape</b>
        <span />
        <span />
        {numberKnobs.map((knob) => [
          <label key={knob.token} htmlFor={`theme-${knob.token}`}>
            {knob.label}
          </label>,
          <input
            key={`${knob.token}-range`}
            id={`theme-${knob.token}`}
            type="range"
            min={knob.minimum}
            max={knob.maximum}
            step={knob.step}
            value={numberOf(globals, knob)}
            onChange={(event) =>
              updateGlobals({ [numberGlobal(knob.token)]: Number(event.currentTarget.value) })
            }
          />,
          <output key={`${knob.token}-value`}>
            {numberOf(globals, knob) / knob.divisor}
            {knob.unit}
          </output>,
        ])}
      </Grid>
      <div>
        {warnings.length > 0 && (
          <Warnings aria-label="Contrast warnings">
            {warnings.map(({ scheme, text, ground, ratio, needed }) => (
              <li key={`${scheme}-${text}-${ground}`}>
                {scheme}: <code>{text}</code> on <code>{ground}</code> has {ratio.toFixed(2)}:1, and people
                need {needed}:1.
              </li>
            ))}
          </Warnings>
        )}
        <Code tabIndex={0}>{css}</Code>
        <Row>
          <Button ariaLabel={false} onClick={() => copy('CSS', css)}>
            Copy CSS
          </Button>
          <Button ariaLabel={false} onClick={() => copy('Link', globalThis.location.href)}>
            Copy link
          </Button>
          <Button ariaLabel={false} variant="ghost" onClick={() => updateGlobals(untouched)}>
            Reset
          </Button>
        </Row>
        <span role="status">{copied}</span>
      </div>
    </Columns>
  )
}

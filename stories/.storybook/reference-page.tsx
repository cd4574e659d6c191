import { ArgTypes, Description, Primary, Stories, Subtitle, Title } from '@storybook/addon-docs/blocks'
import type { ReactElement } from 'react'

/** A widget's page: how it looks, all that its manifest says of it, and each of its states. */
export function ReferencePage(): ReactElement {
  return (
    <>
      <Title />
      <Subtitle />
      <Description />
      <Primary />
      <ArgTypes />
      <Stories includePrimary={false} />
    </>
  )
}

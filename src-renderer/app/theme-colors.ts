import type { MantineColorsTuple } from '@mantine/core'

/** The one accent: what can be acted on or is chosen. */
export const petrol: MantineColorsTuple = [
  '#EDF6F7',
  '#D8EBED',
  '#B2D6DB',
  '#86BFC8',
  '#5DA9B5',
  '#3A93A1',
  '#217E8C',
  '#146C7A',
  '#0F5A66',
  '#094650',
]

/** Neutral steps of the light scheme. */
export const gray: MantineColorsTuple = [
  '#FAFBFB',
  '#F4F6F6',
  '#E6E9EA',
  '#D6DBDC',
  '#B9C1C3',
  '#8B9598',
  '#616B6E',
  '#414B4E',
  '#2A3235',
  '#171C1E',
]

/** Neutral steps of the dark scheme. */
export const dark: MantineColorsTuple = [
  '#E3E8E8',
  '#BCC5C7',
  '#98A2A5',
  '#667073',
  '#343B3E',
  '#272D2F',
  '#1D2224',
  '#16191B',
  '#101314',
  '#0B0D0E',
]

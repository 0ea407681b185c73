import { ownAmount } from '#main/engines/file-formats/own-export/own-amounts.ts'
import type { ExportedDate, ExportedField, ExportedValue } from './exported-contact.ts'

const two = (number: number): string => String(number).padStart(2, '0')

/** `1984-03-14`, or `--03-14` when the year is not known. */
export const dateText = ({ year, month, day }: ExportedDate): string =>
  `${year === null ? '-' : String(year).padStart(4, '0')}-${two(month)}-${two(day)}`

/** A custom value as text that reads back as the same value; empty when there is none. */
export const customText = (field: ExportedField, value: ExportedValue | undefined): string => {
  if (value === undefined) return ''
  switch (field.type) {
    case 'number':
      return value.number === null ? '' : String(value.number)
    case 'money':
      return value.integer === null || value.currency === null
        ? ''
        : ownAmount({ amountMinor: value.integer, currency: value.currency })
    case 'boolean':
      return value.integer === null ? '' : String(value.integer === 1)
    case 'text':
    case 'date':
    case 'choice':
    case 'link':
      return value.text ?? ''
  }
}

/** The choices of a field; empty for other types. */
export const optionsOf = ({ options }: ExportedField): readonly string[] =>
  // Kith's own column: a JSON list of texts.
  options === null ? [] : (JSON.parse(options) as readonly string[])

import type { ColumnTarget, CustomFieldType } from '../columns/column-words.ts'
import { escaped, joinEscaped, splitEscaped, unescaped, withEscaped } from './own-cells.ts'

const types: Readonly<Record<string, CustomFieldType>> = {
  text: 'text',
  number: 'number',
  money: 'money',
  date: 'date',
  boolean: 'boolean',
  choice: 'choice',
  link: 'link',
}
const form = /^custom field: (.+) \(([a-z]+)(?:: (.*))?\)$/su

/** A custom field as its column in Kith's own export tells it. */
interface OwnField {
  readonly name: string
  readonly type: CustomFieldType
  /** Of a choice. */
  readonly options: readonly string[]
}

/**
 * The name of the column of a custom field, so that `ownField` says the same of it:
 * `Custom field: Level (choice: A1 | A2)`.
 */
export const ownFieldHeader = ({ name, type, options }: OwnField): string => {
  // The last bracket that is not escaped is the type's.
  const choices = withEscaped(joinEscaped(options, '|'), /\(/gu)
  return `Custom field: ${escaped(name)} (${choices === '' ? type : `${type}: ${choices}`})`
}

/** The field of a column of Kith's own export, `Custom field: Level (choice: A1 | A2)`; else null. */
export const ownField = (header: string): ColumnTarget | null => {
  const found = form.exec(header.trim().replace(/^Custom/u, 'custom'))
  const name = unescaped(found?.[1] ?? '')
  const typeName = found?.[2] ?? ''
  const type = Object.hasOwn(types, typeName) ? types[typeName] : undefined
  if (name === '' || name.length > 100 || type === undefined) return null
  const choices = found?.[3]
  return {
    field: 'custom-field',
    customField:
      choices === undefined ? { name, type } : { name, type, options: splitEscaped(choices, '|') },
  }
}

import type { ColumnTarget, CustomFieldType } from './column-words.ts'

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

/** The field of a column of Kith's own export, `Custom field: Level (choice: A1 | A2)`; else null. */
export const ownField = (header: string): ColumnTarget | null => {
  const found = form.exec(header.trim().replace(/^Custom/u, 'custom'))
  const name = found?.[1] ?? ''
  const typeName = found?.[2] ?? ''
  const type = Object.hasOwn(types, typeName) ? types[typeName] : undefined
  if (name === '' || name.length > 100 || type === undefined) return null
  const options = found?.[3]?.split(' | ')
  return {
    field: 'custom-field',
    customField: options === undefined ? { name, type } : { name, type, options },
  }
}

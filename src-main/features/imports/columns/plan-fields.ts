import type { Reader } from '#main/db/executor.ts'
import type {
  ColumnRule,
  ColumnTarget,
  CustomFieldType,
} from '#main/engines/file-formats/columns/column-words.ts'
import { nameOf } from '#main/engines/file-formats/columns/header-words.ts'
import type { KnownField } from '#main/engines/file-formats/columns/suggested-field.ts'
import { isOwnExport } from '#main/engines/file-formats/own-export/own-export.ts'
import type { CustomFieldId } from '#shared/domain/ids.ts'
import { lowerAscii } from '#shared/domain/letter-case.ts'
import type { FieldType } from './column-plan.ts'

/** A custom field that columns of the file bring values of. */
export interface PlannedField {
  readonly ref: number
  readonly column: number
  readonly name: string
  readonly type: CustomFieldType
  readonly options: readonly string[]
  readonly rule: ColumnRule
  readonly isOwnId: boolean
  /** Null for a field that is to be created. */
  readonly id: CustomFieldId | null
}

/** Targets whose custom fields are settled, and these fields. */
export interface PlannedTargets {
  readonly targets: readonly ColumnTarget[]
  readonly fields: readonly PlannedField[]
}

/** What reading values has to know of the fields that exist. */
export const fieldTypes = (
  fields: readonly PlannedField[],
): ReadonlyMap<CustomFieldId, FieldType> =>
  new Map(fields.flatMap(({ id, type, options }) => (id === null ? [] : [[id, { type, options }]])))

/**
 * Settles which field each column with values of its own means.
 *
 * A field of the same name is the one; one that is gone is made again under the column's name. Of
 * two columns for one field the second goes to the notes, so that nothing is lost.
 */
export const planFields = (
  reader: Reader,
  headers: readonly string[],
  targets: readonly ColumnTarget[],
): PlannedTargets => {
  const known = knownFields(reader)
  // Of Kith's own fields two may differ in accented letters alone.
  const keyOf = isOwnExport(headers) ? lowerAscii : (name: string) => name.toLowerCase()
  const taken = new Set<string>()
  const fields: PlannedField[] = []
  const settled = targets.map((target, column): ColumnTarget => {
    if (target.field !== 'custom-field' && target.field !== 'own-id') return target
    const field = settle(target, nameOf(headers, column), { known, keyOf })
    if (taken.has(keyOf(field.name))) return { field: 'named-note' }
    taken.add(keyOf(field.name))
    const { id, name, type, options } = field
    const isOwnId = target.field === 'own-id'
    const rule = target.rule === 'overwrite' ? 'overwrite' : 'fill-blanks'
    fields.push({ ...field, ref: fields.length + 1, column, rule, isOwnId })
    return { ...target, customField: id === null ? { name, type, options } : { id } }
  })
  return { targets: settled, fields }
}

type SettledField = Pick<PlannedField, 'id' | 'name' | 'type' | 'options'>

/** The fields there are, and what makes two names one. */
interface KnownNames {
  readonly known: readonly KnownField[]
  readonly keyOf: (name: string) => string
}

const settle = (
  { field, customField }: ColumnTarget,
  header: string,
  { known, keyOf }: KnownNames,
): SettledField => {
  const byId =
    customField !== undefined && 'id' in customField
      ? known.find(({ id }) => id === customField.id)
      : undefined
  if (byId !== undefined) return byId
  const wanted =
    customField !== undefined && 'name' in customField
      ? { options: [], ...customField }
      : { name: header.slice(0, 95), type: 'text' as const, options: [] }
  const type = field === 'own-id' ? 'text' : wanted.type
  const named = (name: string): KnownField | undefined =>
    known.find((one) => keyOf(one.name) === keyOf(name))
  const same = named(wanted.name)
  if (same === undefined || field !== 'own-id' || same.type === 'text') {
    return same ?? { id: null, name: wanted.name, type, options: wanted.options ?? [] }
  }
  const other = `${wanted.name} (text)`
  return named(other) ?? { id: null, name: other, type, options: [] }
}

/** The custom fields of the workspace. */
export const knownFields = (reader: Reader): KnownField[] =>
  reader
    .allSql<Omit<KnownField, 'options'> & { options: string | null }>(
      'select id, name, type, options from custom_fields order by position, id',
    )
    // Only lists of texts are written there.
    .map((field) => ({ ...field, options: JSON.parse(field.options ?? '[]') as string[] }))

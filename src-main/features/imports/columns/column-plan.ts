import { isBlankName, isBlankText } from '#main/engines/file-formats/cells/cell-values.ts'
import { asksForCompany } from '#main/engines/file-formats/cells/kind-words.ts'
import { type BirthParts, birthParts } from '#main/engines/file-formats/columns/birth-parts.ts'
import {
  type ColumnField,
  type ColumnTarget,
  type CustomFieldType,
  namingFields,
} from '#main/engines/file-formats/columns/column-words.ts'
import { nameOf, wordsOf } from '#main/engines/file-formats/columns/header-words.ts'
import { recogniseHeader } from '#main/engines/file-formats/columns/recognise-header.ts'
import { isOwnExport } from '#main/engines/file-formats/own-export/own-export.ts'
import { headerTest } from '#main/engines/file-formats/table/repeated-header.ts'
import type { CustomFieldId } from '#shared/domain/ids.ts'
import { type HanCountry, hanCountryOf } from '../rows/japanese-names.ts'

/** A custom field that exists, as far as reading its values needs. */
export interface FieldType {
  readonly type: CustomFieldType
  /** Of a choice. */
  readonly options: readonly string[]
}

/** A column with its target, ready to read rows with. */
export interface PlannedColumn {
  readonly index: number
  /** How problems and named notes call it; a column without a name is `#3`. */
  readonly name: string
  readonly target: ColumnTarget
  /** The cell that labels this one (`E-mail 2 - Label`), by index. */
  readonly labelIndex: number | null
  /** The cell that says which service it is (`IM 1 - Service`), by index. */
  readonly serviceIndex: number | null
  /** The cell with the marks of a lossless export (`Phone 1 - Flags`), by index. */
  readonly flagsIndex: number | null
  /** The cell with the number of a lossless export as it is dialled (`Phone 1 - International`). */
  readonly internationalIndex: number | null
  /** Repeats what other columns say: `File As`, `Address 1 - Formatted`. */
  readonly isRepeat: boolean
  readonly isInitials: boolean
  /** Filled by programs without the owner: `Sensitivity`, `E-mail Type`. */
  readonly isProgram: boolean
  readonly isPostBox: boolean
  /** Its yes says that somebody is a company. */
  readonly asksForCompany: boolean
  /** Type of its custom field; text for other targets. */
  readonly type: CustomFieldType
  readonly options: readonly string[] | undefined
}

/** The columns of a file by what they become. */
export interface ColumnPlan {
  readonly width: number
  readonly columns: readonly PlannedColumn[]
  readonly byField: ReadonlyMap<ColumnField, readonly PlannedColumn[]>
  /** Address columns by group, in the order of the file. */
  readonly addressGroups: readonly (readonly PlannedColumn[])[]
  /** Columns that are one birthday together; null where none are. */
  readonly birthParts: Readonly<Record<keyof BirthParts, PlannedColumn | null>> | null
  /** Where names in Han characters are from, by the names of the columns. */
  readonly hanCountry: HanCountry
  /** A file of Kith's own lossless export: cells mean exactly what they say. */
  readonly isLossless: boolean
  /** Whether the cells of a row are nothing but the names of the columns once more. */
  readonly isHeader: (cells: readonly string[], row: number) => boolean
}

const namedFields: ReadonlySet<ColumnField> = new Set([
  ...namingFields,
  'middle-name',
  'address-city',
  'address-region',
])

/** Whether a trimmed cell says that there is nothing in its column. */
export const isBlankIn = ({ target }: PlannedColumn, text: string): boolean =>
  isBlankText(text) && (!namedFields.has(target.field) || isBlankName(text))

const repeating =
  /^(?:file as|speichern unter|email(?: \d)? (?:display name|angezeigter name)|.* formatted|short name)$/u
const programs =
  /^(?:email(?: \d)? typ[e]?|sensitivity|vertraulichkeit|priority|prioritat|gender|geschlecht|private|privat|organization \d type)$/u
const initials = /^initial(?:s|en)$/u
const postBox = /po box|postfach/u
/** Facts whose second column often repeats the first. */
const oftenTwice: ReadonlySet<ColumnField> = new Set(['display-name', 'company'])

/** Prepares the targets of a file's columns for reading its rows. */
export const planColumns = (
  headers: readonly string[],
  targets: readonly ColumnTarget[],
  fields: ReadonlyMap<CustomFieldId, FieldType> = new Map(),
): ColumnPlan => {
  const words = headers.map((header) => wordsOf(header).join(' '))
  const labels = labelsByGroup(targets, words)
  const columns = targets.map((target, index): PlannedColumn => {
    const name = words[index] ?? ''
    const group = target.group === undefined ? undefined : labels.get(target.group)
    return {
      index,
      name: nameOf(headers, index),
      target,
      labelIndex: group?.label ?? null,
      serviceIndex: group?.service ?? null,
      flagsIndex: group?.flags ?? null,
      internationalIndex: group?.international ?? null,
      isRepeat: repeating.test(name) || isSecond(target, headers[index] ?? ''),
      isInitials: initials.test(name),
      isProgram: programs.test(name),
      isPostBox: postBox.test(name),
      asksForCompany: target.field === 'kind' && asksForCompany(headers[index] ?? ''),
      ...fieldType(target, fields),
    }
  })
  const byField = Map.groupBy(columns, ({ target }) => target.field)
  const addresses = columns.filter(({ target }) => target.field.startsWith('address-'))
  const groups = Map.groupBy(addresses, ({ target }) => target.group ?? '')
  return {
    width: headers.length,
    columns,
    byField,
    addressGroups: [...groups.values()],
    birthParts: plannedParts(headers, columns),
    hanCountry: hanCountryOf(headers),
    isLossless: isOwnExport(headers),
    isHeader: headerTest(headers),
  }
}

/** Only where the owner left them a birthday. */
const plannedParts = (
  headers: readonly string[],
  columns: readonly PlannedColumn[],
): ColumnPlan['birthParts'] => {
  const parts = birthParts(headers)
  const columnOf = (index: number | null): PlannedColumn | null => {
    const column = index === null ? undefined : columns[index]
    return column?.target.field === 'birthday' ? column : null
  }
  if (parts === null) return null
  const [day, month] = [columnOf(parts.day), columnOf(parts.month)]
  return day === null || month === null ? null : { day, month, year: columnOf(parts.year) }
}

const isSecond = (target: ColumnTarget, header: string): boolean =>
  target.field === 'named-note' && oftenTwice.has(recogniseHeader(header).target.field)

const fieldType = (
  { customField }: ColumnTarget,
  fields: ReadonlyMap<CustomFieldId, FieldType>,
): Pick<PlannedColumn, 'type' | 'options'> => {
  if (customField === undefined) return { type: 'text', options: undefined }
  if ('id' in customField) {
    const known = fields.get(customField.id)
    return { type: known?.type ?? 'text', options: known?.options }
  }
  return { type: customField.type, options: customField.options }
}

interface GroupLabels {
  label?: number
  service?: number
  flags?: number
  international?: number
}

const labelsByGroup = (
  targets: readonly ColumnTarget[],
  words: readonly string[],
): ReadonlyMap<string, Readonly<GroupLabels>> => {
  const groups = new Map<string, GroupLabels>()
  for (const [index, { field, group }] of targets.entries()) {
    if (field !== 'label' || group === undefined) continue
    const known = groups.get(group) ?? {}
    groups.set(group, known)
    known[labelPart(words[index] ?? '')] = index
  }
  return groups
}

const labelPart = (words: string): keyof GroupLabels => {
  if (words.endsWith(' flags')) return 'flags'
  if (words.endsWith(' international')) return 'international'
  return words.endsWith(' service') ? 'service' : 'label'
}

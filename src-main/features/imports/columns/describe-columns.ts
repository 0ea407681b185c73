import { isBlankText } from '#main/engines/file-formats/cells/cell-values.ts'
import type { ColumnTarget } from '#main/engines/file-formats/columns/column-words.ts'
import {
  type SuggestedColumn,
  suggestColumns,
} from '#main/engines/file-formats/columns/suggest-columns.ts'
import type {
  KnownField,
  SuggestionRules,
} from '#main/engines/file-formats/columns/suggested-field.ts'
import type { DittoCell } from '#main/engines/file-formats/table/table.ts'
import type { CustomFieldId } from '#shared/domain/ids.ts'
import { readRow } from '../rows/read-row.ts'
import { ColumnForms } from './column-forms.ts'
import { type FieldType, planColumns } from './column-plan.ts'
import { type ColumnRemark, columnRemarks } from './column-remarks.ts'

/** A column as it stands in the file, and what it would become. */
export interface DescribedColumn {
  readonly index: number
  readonly header: string
  /** Up to three different values. */
  readonly samples: readonly string[]
  /** Cells with anything in them. */
  readonly filled: number
  readonly target: ColumnTarget
  /** True when its name or its content tells what it is. */
  readonly isRecognised: boolean
  readonly remarks: readonly ColumnRemark[]
}

/** What is known beside the rows. */
export interface DescribeRules extends SuggestionRules {
  /** Targets that are decided already, by a recipe for example; the suggestion when absent. */
  readonly targets?: readonly ColumnTarget[] | undefined
  /** What was suggested already; suggested here when absent. */
  readonly suggested?: readonly SuggestedColumn[] | undefined
  /** True when the country is not the business's but one the phones of the file told. */
  readonly isCountryFound?: boolean | undefined
  /** Cells of the rows that repeat the one above; none when absent. */
  readonly dittos?: readonly DittoCell[] | undefined
}

const sampleCount = 3
const sampleLength = 120

/**
 * Says what each column of a file would become and what happens to its cells, from the rows given:
 * they are read exactly as the rehearsal will read them.
 */
export const describeColumns = (
  headers: readonly string[],
  rows: readonly (readonly string[])[],
  rules: DescribeRules,
): DescribedColumn[] => {
  const suggested = rules.suggested ?? suggestColumns(headers, rows, rules)
  const targets = headers.map(
    (_, index) =>
      rules.targets?.[index] ?? suggested[index]?.target ?? ({ field: 'named-note' } as const),
  )
  const plan = planColumns(headers, targets, fieldTypes(rules.fields ?? []))
  const forms = new ColumnForms(plan)
  for (const cells of rows) forms.add(cells)
  const reading = {
    ...forms.decide(rules),
    country: rules.country,
    currency: rules.currency,
    thisYear: rules.thisYear,
    unreadable: 'set-aside',
  } as const
  const dittos = Map.groupBy(rules.dittos ?? [], ({ column }) => column)
  const read = rows.map((cells, at) =>
    readRow({ row: at + 2, cells, hasBrokenQuotes: false }, plan, reading),
  )
  return plan.columns.map((column) => {
    const cells = rows.map((row) => row[column.index]?.trim() ?? '').filter((cell) => cell !== '')
    return {
      index: column.index,
      header: headers[column.index] ?? '',
      samples: samplesOf(cells),
      filled: cells.length,
      target: column.target,
      isRecognised: rules.targets !== undefined || (suggested[column.index]?.isRecognised ?? false),
      remarks: columnRemarks({
        column,
        cells,
        read,
        reading,
        forms,
        dittos: dittos.get(column.index)?.map(({ mark }) => mark) ?? [],
        phoneCountry: rules.isCountryFound === true ? rules.country : null,
      }),
    }
  })
}

/** Types of existing fields, as rows are read with them. */
export const fieldTypes = (fields: readonly KnownField[]): ReadonlyMap<CustomFieldId, FieldType> =>
  new Map(fields.map(({ id, type, options }) => [id, { type, options }] as const))

const samplesOf = (cells: readonly string[]): string[] => {
  const samples = new Set<string>()
  for (const cell of cells) {
    if (samples.size === sampleCount) break
    if (!isBlankText(cell)) samples.add(cell.replace(/\s+/gu, ' ').slice(0, sampleLength))
  }
  return [...samples]
}

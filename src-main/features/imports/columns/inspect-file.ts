import type { ColumnTarget } from '#main/engines/file-formats/columns/column-words.ts'
import type { KnownField } from '#main/engines/file-formats/columns/suggested-field.ts'
import { headerTest } from '#main/engines/file-formats/table/repeated-header.ts'
import type { DittoCell, UnreadableTable } from '#main/engines/file-formats/table/table.ts'
import type { Input, Output } from '#shared/contract/index.ts'
import { ok, type Result } from '#shared/domain/result.ts'
import type { KnownRecipe } from '../recipes/import-recipe.ts'
import { openKnownTable } from '../tables/open-known-table.ts'
import type { Table, TableSummary } from '../tables/table-source.ts'
import { type DescribedColumn, describeColumns } from './describe-columns.ts'
import { suggestFile } from './suggest-file.ts'
import { TableStudy } from './table-study.ts'

/** What a file looks like, as the contract says it. */
export type Inspection = Output<'imports.inspect'>

/** Which file to look at, and how. */
export interface InspectInput {
  readonly path: string
  readonly fileName: string
  readonly options: NonNullable<Input<'imports.inspect'>['options']>
  /** Where the business is; null when unknown. */
  readonly country: string | null
  /** Of amounts that do not name one (ISO 4217). */
  readonly currency: string
  /** Custom fields that exist. */
  readonly fields: readonly KnownField[]
  readonly thisYear: number
  /** Names columns without a name, before their number. */
  readonly columnWord: string
  /** By what files are known. */
  readonly recipes: readonly KnownRecipe[]
}

const previewRows = 60
const previewLength = 200
/** Larger text files are looked at up to here only. */
const inspectedBytes = 4_194_304
/** Rows whose cells the columns are described by. */
const describedRows = 10_000

/** Looks at a file and suggests what each column is; changes nothing. */
export const inspectFile = async (
  input: InspectInput,
): Promise<Result<Inspection, UnreadableTable>> => {
  const { options, columnWord, recipes } = input
  const asked = { ...options, country: input.country, columnWord }
  const opened = await openKnownTable(input.path, asked, recipes)
  if (!opened.ok) return opened
  const { table, reading } = opened.value
  const study = new TableStudy(table.headers.length)
  const isHeader = headerTest(table.headers)
  const cells: (readonly string[])[] = []
  const dittos: DittoCell[] = []
  const read = table.read((rows, bytesRead) => {
    for (const row of rows) {
      study.add(row)
      if (cells.length >= describedRows || isHeader(row.cells, row.row)) continue
      cells.push(row.cells)
      if (row.dittos !== undefined) dittos.push(...row.dittos)
    }
    return table.format.kind === 'xlsx' || bytesRead < inspectedBytes
  })
  if (!read.ok) return read
  const { currency, fields, thisYear } = input
  const { dayOrder, decimal } = options
  const { headers, format } = table
  const start = { country: options.country ?? input.country, dayOrder, decimal }
  const known = { ...start, currency, fields, thisYear }
  const file = { headers, rows: cells, encoding: format.encoding }
  const { country, isFound, columns: suggested } = suggestFile(file, known, options.country)
  const rules = { dayOrder, decimal, country }
  const columns = describeColumns(headers, cells, {
    ...known,
    country,
    suggested,
    dittos,
    isCountryFound: isFound,
  })
  return ok({
    ...countsOf(read.value, table.bytes),
    fileName: input.fileName,
    format: {
      ...table.format,
      sheets: [...table.format.sheets],
      days: study.dayOrder(columnsOf(columns, fields, holdsDays), rules),
      decimal: study.decimalMark(columnsOf(columns, fields, holdsNumbers), rules),
      country,
    },
    unusualWords: study.unusualWords,
    // The columns' lists are read-only, the contract's are not; nobody writes to either.
    columns: columns.map((column) => ({
      ...column,
      filled: study.filled(column.index),
    })) as unknown as Inspection['columns'],
    preview: previewOf(table),
    reading,
    recipe: null,
  })
}

type CellKind = (field: ColumnTarget['field'], type: KnownField['type'] | undefined) => boolean

const holdsDays: CellKind = (field, type) =>
  field === 'birthday' || field === 'anniversary' || type === 'date'
const holdsNumbers: CellKind = (_field, type) => type === 'number' || type === 'money'

/** The columns that hold a kind of cell, by what they would become. */
const columnsOf = (
  columns: readonly DescribedColumn[],
  fields: readonly KnownField[],
  isKind: CellKind,
): number[] =>
  columns
    .filter(({ target: { field, customField } }) => {
      if (customField === undefined) return isKind(field, undefined)
      const isNew = 'type' in customField
      const type = isNew ? customField.type : fields.find(({ id }) => id === customField.id)?.type
      return isKind(field, type)
    })
    .map(({ index }) => index)

const countsOf = (
  { lines, rows, isWhole, raggedRows, doubtfulCharacters }: TableSummary,
  bytes: number,
) => ({ bytes, lines, rows, isWhole, raggedRows, doubtfulCharacters })

const previewOf = ({ head, headers }: Table): Inspection['preview'] =>
  head.slice(0, previewRows).map(({ row, cells }) => ({
    line: row,
    cells: cells.slice(0, Math.max(headers.length, 1)).map((cell) => cell.slice(0, previewLength)),
  }))

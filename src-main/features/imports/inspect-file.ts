import { recogniseColumns } from '#main/engines/file-formats/columns.ts'
import type { UnreadableTable } from '#main/engines/file-formats/table.ts'
import type { Input, Output } from '#shared/contract/index.ts'
import { ok, type Result } from '#shared/domain/result.ts'
import { openTable } from './open-table.ts'
import type { Table, TableSummary } from './table-source.ts'
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
  /** Names columns without a name, before their number. */
  readonly columnWord: string
}

const previewRows = 60
const previewLength = 200
/** Larger text files are looked at up to here only. */
const inspectedBytes = 4_194_304

/** Looks at a file and suggests what each column is; changes nothing. */
export const inspectFile = async (
  input: InspectInput,
): Promise<Result<Inspection, UnreadableTable>> => {
  const { options, columnWord } = input
  const country = options.country ?? input.country
  const opened = await openTable(input.path, { ...options, country: input.country, columnWord })
  if (!opened.ok) return opened
  const table = opened.value
  const study = new TableStudy(table.headers.length)
  const read = table.read((rows, bytesRead) => {
    for (const row of rows) study.add(row)
    return table.format.kind === 'xlsx' || bytesRead < inspectedBytes
  })
  if (!read.ok) return read
  const rules = { dayOrder: options.dayOrder, decimal: options.decimal, country }
  const { format } = table
  return ok({
    ...countsOf(read.value, table.bytes),
    fileName: input.fileName,
    format: {
      ...format,
      sheets: [...format.sheets],
      days: study.dayOrder(rules),
      decimal: study.decimalMark(rules),
      country,
    },
    unusualWords: study.unusualWords,
    columns: describeColumns(table, study),
    preview: previewOf(table),
    recipe: null,
  })
}

const countsOf = (
  { lines, rows, isWhole, raggedRows, doubtfulCharacters }: TableSummary,
  bytes: number,
) => ({ bytes, lines, rows, isWhole, raggedRows, doubtfulCharacters })

const describeColumns = (table: Table, study: TableStudy): Inspection['columns'] => {
  const targets = recogniseColumns(table.headers)
  return table.headers.map((header, index) => {
    const target = targets[index] ?? { field: 'named-note' }
    return {
      index,
      header,
      samples: study.samplesOf(index),
      filled: study.filled(index),
      // The engine's lists are read-only, the contract's are not; nobody writes to either.
      target: target as Inspection['columns'][number]['target'],
      isRecognised: target.field !== 'named-note',
      remarks: [],
    }
  })
}

const previewOf = ({ head, headers }: Table): Inspection['preview'] =>
  head.slice(0, previewRows).map(({ row, cells }) => ({
    line: row,
    cells: cells.slice(0, Math.max(headers.length, 1)).map((cell) => cell.slice(0, previewLength)),
  }))

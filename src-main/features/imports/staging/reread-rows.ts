import type { TableRow, UnreadableTable } from '#main/engines/file-formats/table/table.ts'
import { ok, type Result } from '#shared/domain/result.ts'
import { openTable } from '../tables/open-table.ts'
import type { ImportStage } from './import-stage.repository.ts'
import { StageRows } from './import-stage-rows.ts'
import type { ReviseInput } from './plan-inputs.ts'
import { StageInserts } from './stage-inserts.ts'
import {
  createRowReader,
  extrasOf,
  openOptions,
  type StoredPlan,
  storedPlan,
} from './stored-plan.ts'

type Revision = ReviseInput['revision']

/** Rows of the file by their numbers, read from the file once more. */
export const readSourceRows = async (
  plan: StoredPlan,
  wanted: ReadonlySet<number>,
): Promise<Result<ReadonlyMap<number, TableRow>, UnreadableTable>> => {
  const rows = new Map<number, TableRow>()
  if (wanted.size === 0) return ok(rows)
  const opened = await openTable(plan.file, openOptions(plan))
  if (!opened.ok) return opened
  const read = opened.value.read((batch) => {
    for (const row of batch) if (wanted.has(row.row)) rows.set(row.row, row)
    return rows.size < wanted.size
  })
  return read.ok ? ok(rows) : read
}

/** Reads rows anew whose cells were repaired or whose bad cells may become notes. */
export const rereadRows = async (
  stage: ImportStage,
  { repairs = [], problems = [] }: Revision,
): Promise<Result<null, UnreadableTable>> => {
  const touched = new Set([...repairs, ...problems].map(({ row }) => row))
  if (touched.size === 0) return ok(null)
  const plan = storedPlan(stage)
  const sources = await readSourceRows(plan, touched)
  if (!sources.ok) return sources
  for (const { row, keepAsNote } of problems) {
    stage.executor.runSql(
      'update import_rows set keep_note = ? where n = ?',
      keepAsNote ? 1 : 0,
      row,
    )
  }
  for (const { row, column, value } of repairs) {
    const was = sources.value.get(row)?.cells[column] ?? ''
    keepRepair(stage, { row, column, was, value })
  }
  const read = createRowReader(plan)
  const extras = extrasOf(plan)
  const inserts = new StageInserts(stage.executor, extras)
  const rows = new StageRows(extras, inserts.sinks, stage.lastPoint())
  for (const [row, source] of sources.value) {
    const repairs = repairsOf(stage, row)
    const cells = repaired(source.cells, repairs)
    const dittos = source.dittos?.filter(
      (one) => !repairs.some((each) => each.column === one.column),
    )
    const state = stage.executor.firstSql<{ left_out: number; keep_note: number }>(
      'select left_out, keep_note from import_rows where n = ?',
      row,
    )
    const isKept = state?.keep_note === 1
    stage.removeRow(row)
    const isRepaired = cells !== source.cells
    const hasBrokenQuotes = source.hasBrokenQuotes && !isRepaired
    rows.insert(read({ ...source, cells, dittos, hasBrokenQuotes }, isKept))
    inserts.flush()
    stage.executor.runSql(
      'update import_rows set left_out = ?, keep_note = ? where n = ?',
      state?.left_out ?? 0,
      state?.keep_note ?? 0,
      row,
    )
  }
  return ok(null)
}

/** A cell that is given back as it was in the file is no repair. */
const keepRepair = (
  stage: ImportStage,
  repair: { row: number; column: number; was: string; value: string },
): void => {
  const { row, column, was, value } = repair
  if (was === value) {
    stage.executor.runSql(
      'delete from import_repairs where n = ? and column_index = ?',
      row,
      column,
    )
    return
  }
  stage.executor.runSql(
    `insert into import_repairs(n, column_index, was, value) values(?, ?, ?, ?)
      on conflict(n, column_index) do update set value = excluded.value`,
    row,
    column,
    was,
    value,
  )
}

interface Repair {
  readonly column: number
  readonly value: string
}

const repairsOf = (stage: ImportStage, row: number): readonly Repair[] =>
  stage.executor.allSql<Repair>(
    'select column_index as "column", value from import_repairs where n = ? order by 1',
    row,
  )

const repaired = (cells: readonly string[], repairs: readonly Repair[]): readonly string[] => {
  if (repairs.length === 0) return cells
  const now = [...cells]
  for (const { column, value } of repairs) {
    while (now.length < column) now.push('')
    now[column] = value
  }
  return now
}

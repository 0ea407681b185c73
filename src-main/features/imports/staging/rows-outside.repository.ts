import { Executor } from '#main/db/executor.ts'
import { openDatabase } from '#main/db/open-workspace.ts'
import { type StoredPlan, storedPlan } from './stored-plan.ts'

/** The rows of a plan that stay outside, by their numbers, and how its file is read. */
export const readRowsOutside = (
  stageFile: string,
): { readonly plan: StoredPlan; readonly rows: ReadonlySet<number> } => {
  const database = openDatabase({ file: stageFile, readonly: true, cacheMiB: 4 })
  try {
    const stage = new Executor(database)
    const fact = (key: string): string | null =>
      stage.firstSql<{ value: string }>('select value from import_facts where key = ?', key)
        ?.value ?? null
    const outside = stage.allSql<{ n: number }>(
      `select n from import_rows where outcome in ('problems', 'duplicates', 'left-out')`,
    )
    return { plan: storedPlan({ fact }), rows: new Set(outside.map(({ n }) => n)) }
  } finally {
    database.close()
  }
}

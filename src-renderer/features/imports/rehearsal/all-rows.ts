import { attempt } from '#renderer/api/client.ts'
import type { JobId } from '#shared/domain/ids.ts'
import { revise } from '../import-jobs.ts'
import { setImport } from '../import-store.ts'
import type { Group, Revision, Row } from '../import-types.ts'

const pageSize = 200
const atOnce = 500

/** Every row of a group, page by page; null when they could not be read. */
export const allRows = async (planId: JobId, group: Group): Promise<readonly Row[] | null> => {
  const rows: Row[] = []
  for (let offset = 0, total = 1; offset < total; offset += pageSize) {
    const input = { jobId: planId, group, offset, limit: pageSize }
    const page = await attempt('imports.rehearsedRows', input)
    if (!page.ok) {
      setImport({ refusal: page.error })
      return null
    }
    total = page.value.total
    rows.push(...page.value.rows)
  }
  return rows
}

/** Does the same about many rows, in as many steps as the host takes. */
export const reviseAll = (
  rows: readonly Row[],
  revisionOf: (rows: readonly Row[]) => Revision,
): void => {
  for (let from = 0; from < rows.length; from += atOnce) {
    void revise(revisionOf(rows.slice(from, from + atOnce)))
  }
}

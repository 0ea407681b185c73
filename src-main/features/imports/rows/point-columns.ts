import { readLabel } from '#main/engines/file-formats/cells/cell-values.ts'
import type { PlannedColumn } from '../columns/column-plan.ts'
import type { PointFlags } from './contact-facts.ts'
import type { RowCells } from './row-cells.ts'

/** Characters of a point, and of a label. */
export const longestPoint = 500

export const longestLabel = 60

/** What a point of a column is called: by its header, or by a column of labels. */
export const labelOf = (row: RowCells, column: PlannedColumn): string | null => {
  if (column.target.label !== undefined) return column.target.label
  if (column.labelIndex === null) return null
  if (row.plan.isLossless) return row.label(column) || null
  const label = readLabel(row.label(column))
  if (label === null || label.length <= longestLabel) return label
  row.keepNamed(column.name, label)
  return label.slice(0, longestLabel)
}

/** What Kith wrote beside a point when it exported it. */
export const flagsOf = (row: RowCells, { flagsIndex }: PlannedColumn): { flags?: PointFlags } => {
  if (flagsIndex === null) return {}
  const words = row
    .textAt(flagsIndex)
    .toLowerCase()
    .split(/[\s,;]+/u)
  return {
    flags: {
      isPrimary: words.includes('primary'),
      isInvalid: words.includes('invalid'),
      optedOut: words.includes('opted-out'),
    },
  }
}

/** The service that Kith's own export says; null where it says none, as in every other file. */
export const ownService = (row: RowCells, { serviceIndex }: PlannedColumn): string | null =>
  row.plan.isLossless && serviceIndex !== null ? row.textAt(serviceIndex) || null : null

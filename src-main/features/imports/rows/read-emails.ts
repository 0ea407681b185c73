import { oneLine, readLabel, visible } from '#main/engines/file-formats/cells/cell-values.ts'
import { readEmail } from '#main/engines/file-formats/cells/emails.ts'
import {
  splitEmails,
  undisguised,
  wordAfter,
  wordsBesideEmails,
} from '#main/engines/file-formats/cells/multi-values.ts'
import type { PlannedColumn } from '../columns/column-plan.ts'
import type { ImportedPoint } from './contact-facts.ts'
import { flagsOf, labelOf, longestPoint, ownService } from './point-columns.ts'
import type { RowCells } from './row-cells.ts'

/** Words that stood beside the addresses of a cell: `Ana Ferreira <ana@x.pt>`. */
export interface EmailWords {
  readonly column: PlannedColumn
  readonly cell: string
  readonly words: string
}

/** What Outlook writes for colleagues on its own server: a name there, and no address. */
export const exchangeName = /^\/o=[^@]*$/iu

/** The addresses of a cell; a cell without any is one that cannot be read. */
const emailsOf = (cell: string): readonly string[] => {
  const typed = splitEmails(cell)
  // Nearly all cells are one address and nothing else.
  if (typed.length === 1 && typed[0] === cell && cell.includes('@')) return typed
  const hidden = undisguised(visible(cell))
  if (hidden !== null && readEmail(hidden) !== null) return [hidden]
  return typed.some((raw) => readEmail(raw) !== null) ? typed : [cell]
}

/** `ana@x.pt (Work)`: the label that stands in brackets behind. */
const labelAfter = (cell: string, value: string): string | null =>
  cell.length === value.length ? null : readLabel(wordAfter(cell, value))

export const readEmails = (
  row: RowCells,
  { cell, column }: { readonly cell: string; readonly column: PlannedColumn },
  points: ImportedPoint[],
): string => {
  const typed = row.plan.isLossless ? [cell] : emailsOf(cell)
  const label = labelOf(row, column)
  for (const raw of typed) {
    const address = raw.length <= longestPoint ? readEmail(raw) : null
    if (address !== null || row.plan.isLossless) {
      const { normalized, isRole } = address ?? { normalized: null, isRole: false }
      points.push({
        kind: 'email',
        service: ownService(row, column),
        label: label ?? labelAfter(cell, raw),
        raw,
        normalized,
        isRole,
        ...flagsOf(row, column),
      })
    } else row.refuse('email-unreadable', column, oneLine(raw))
  }
  const isRead = !row.plan.isLossless && typed.some((raw) => cell.includes(raw) && raw !== cell)
  return isRead ? wordsBesideEmails(cell, typed) : ''
}

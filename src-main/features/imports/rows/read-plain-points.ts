import { splitJoined, splitLinks } from '#main/engines/file-formats/cells/multi-values.ts'
import { isLink, linkServiceOf } from '#shared/domain/urls.ts'
import type { PlannedColumn } from '../columns/column-plan.ts'
import type { ImportedPoint } from './contact-facts.ts'
import { flagsOf, labelOf, longestPoint, ownService } from './point-columns.ts'
import type { RowCells } from './row-cells.ts'

const messengers: ReadonlyMap<string, string> = new Map(
  'wechat 微信:wechat weixin:wechat whatsapp telegram signal line qq messenger facebook:messenger skype other'
    .split(' ')
    .map((pair) => {
      const [word = '', service = word] = pair.split(':')
      return [word, service] as const
    }),
)

export const readPlain = (
  row: RowCells,
  { column, kind }: { readonly column: PlannedColumn; readonly kind: 'messenger' | 'link' },
  points: ImportedPoint[],
): void => {
  const cell = row.text(column)
  if (cell === '') return
  const values = row.plan.isLossless
    ? [cell]
    : kind === 'link'
      ? splitLinks(cell)
      : splitJoined(cell)
  for (const value of values) {
    const raw = row.line(value)
    if (raw.length > longestPoint) row.refuse('too-long', column, raw)
    else if (kind === 'link' && !isUsableLink(row, column, raw)) {
      row.keepFlagged('link-unreadable', column, raw)
    } else {
      const place = placeOf(row, column, raw)
      points.push({ kind, ...place, raw, normalized: null, isRole: false, ...flagsOf(row, column) })
    }
  }
}

/** A page by its address; of a social network its name there will do. */
const isUsableLink = (row: RowCells, { target }: PlannedColumn, raw: string): boolean =>
  row.plan.isLossless ||
  isLink(raw) ||
  (target.service !== undefined && target.service !== 'website' && !/\s/u.test(raw))

/** Service and label of a messenger or a link. */
const placeOf = (
  row: RowCells,
  column: PlannedColumn,
  raw: string,
): Pick<ImportedPoint, 'service' | 'label'> => {
  const typed = labelOf(row, column)
  if (row.plan.isLossless && column.serviceIndex !== null) {
    return { service: ownService(row, column), label: typed }
  }
  const told = column.serviceIndex === null ? '' : row.textAt(column.serviceIndex)
  if (column.target.field === 'link') {
    const service = column.target.service ?? linkServiceOf(raw) ?? 'website'
    return { service, label: typed ?? (told || null) }
  }
  const byService = messengers.get(told.toLowerCase())
  const byLabel = messengers.get(typed?.toLowerCase() ?? '')
  const service = column.target.service ?? byService ?? byLabel ?? 'other'
  if (byLabel !== undefined && byService === undefined) return { service, label: told || null }
  const unsaid = byService === undefined ? told : ''
  return { service, label: typed ?? (unsaid || null) }
}

import { oneLine, uniqueBy } from '#main/engines/file-formats/cells/cell-values.ts'
import { isLink } from '#shared/domain/urls.ts'
import type { ImportedPoint } from './contact-facts.ts'
import { type EmailWords, exchangeName, readEmails } from './read-emails.ts'
import {
  exportedPhone,
  isPhoneInstead,
  masked,
  readPhones,
  readReached,
  saysNo,
} from './read-phones.ts'
import { readPlain } from './read-plain-points.ts'
import type { RowCells } from './row-cells.ts'

/** The points of a row and what stood beside its e-mails. */
export interface ReadPoints {
  readonly points: ImportedPoint[]
  readonly emailWords: readonly EmailWords[]
}

const noWords: readonly EmailWords[] = []

/** The e-mails, phones, messengers and links of a row; each once. */
export const readPoints = (row: RowCells, country: string | null): ReadPoints => {
  const points: ImportedPoint[] = []
  let emailWords: EmailWords[] | null = null
  for (const column of row.columns('email')) {
    const cell = row.text(column)
    if (cell === '') continue
    if (!row.plan.isLossless && exchangeName.test(cell)) {
      row.keepNamed(column.name, cell)
      continue
    }
    if (isPhoneInstead(row, { cell, column, country })) {
      readPhones(row, { cell, column, country }, points)
      continue
    }
    const words = readEmails(row, { cell, column }, points)
    if (words !== '') (emailWords ??= []).push({ column, cell: oneLine(cell), words })
  }
  for (const column of row.columns('phone')) {
    const cell = row.text(column)
    if (cell === '') continue
    if (row.plan.isLossless) points.push(exportedPhone(row, { cell, column, country }))
    else if (saysNo(cell)) row.keepNamed(column.name, cell)
    else if (masked.test(cell)) row.keepFlagged('value-unreadable', column, oneLine(cell))
    else readReached(row, { cell, column, country }, points)
  }
  for (const column of row.columns('messenger'))
    readPlain(row, { column, kind: 'messenger' }, points)
  for (const column of row.columns('link')) readPlain(row, { column, kind: 'link' }, points)
  const kept = row.plan.isLossless ? points : uniqueBy(points, pointKey)
  return { points: kept, emailWords: emailWords ?? noWords }
}

/** What makes two points of one contact the same: one name on Instagram and on X are two. */
const pointKey = ({ kind, service, normalized, raw }: ImportedPoint): string =>
  `${kind} ${kind === 'link' && isLink(raw) ? '' : (service ?? '')} ${normalized ?? raw.toLowerCase()}`

import { readBoolean } from '#main/engines/file-formats/cells/booleans.ts'
import { oneLine, visible } from '#main/engines/file-formats/cells/cell-values.ts'
import { readEmail } from '#main/engines/file-formats/cells/emails.ts'
import { splitEmails, waysToSplitPhones } from '#main/engines/file-formats/cells/multi-values.ts'
import { type PhoneProblem, toE164 } from '#main/engines/matching/phone.ts'
import type { PlannedColumn } from '../columns/column-plan.ts'
import type { ImportedPoint, ProblemCode } from './contact-facts.ts'
import { type PhonePart, readPart, withoutBrackets } from './labelled-phone.ts'
import { flagsOf, labelOf, longestPoint, ownService } from './point-columns.ts'
import { readEmails } from './read-emails.ts'
import type { RowCells } from './row-cells.ts'

/** A cell with numbers, and the country they are dialled from. */
export interface PhoneCell {
  readonly cell: string
  readonly column: PlannedColumn
  readonly country: string | null
}

/** `138****5678`: shops hide their customers' numbers, and nobody can repair that. */
export const masked = /^\+?\d[\d\s-]*[*＊]{2,}[\d\s*＊-]*$/u

/** A word for no where a number should be says that there is none: `нет`, `no`. */
export const saysNo = (cell: string): boolean => !/\d/u.test(cell) && readBoolean(cell) === false

const phoneProblems: Readonly<Record<PhoneProblem, ProblemCode>> = {
  'too-short': 'phone-too-short',
  'too-long': 'phone-too-long',
  'not-a-number': 'phone-not-a-number',
  'no-country': 'phone-no-country',
  'lost-digits': 'lost-digits',
}

/** A number of Kith's own export, which says beside it what it is abroad; older ones do not. */
export const exportedPhone = (
  row: RowCells,
  { cell, column, country }: PhoneCell,
): ImportedPoint => {
  const { internationalIndex } = column
  const said = internationalIndex === null ? null : row.textAt(internationalIndex)
  const isSaid = said === '' || (said !== null && /^\+[1-9]\d{1,14}$/u.test(said))
  return {
    kind: 'phone',
    service: ownService(row, column),
    label: labelOf(row, column),
    raw: cell.slice(0, longestPoint),
    normalized: isSaid ? said || null : toE164(cell, country).e164,
    isRole: false,
    ...flagsOf(row, column),
  }
}

export const readPhones = (
  row: RowCells,
  { cell, column, country }: PhoneCell,
  points: ImportedPoint[],
): void => {
  const label = labelOf(row, column)
  const keep = ({ raw, e164, label: own }: PhonePart) => {
    points.push({
      kind: 'phone',
      service: null,
      label: own ?? label,
      raw: raw.slice(0, longestPoint),
      normalized: e164,
      isRole: false,
      ...flagsOf(row, column),
    })
  }
  const ways = waysToSplitPhones(withoutBrackets(visible(cell))).map((parts) =>
    parts.map((part) => readPart(part, country)),
  )
  // Every part a number; else the way in which most are, so that one bad part loses no good one.
  const whole = ways.find((way) => way.every(({ problem }) => problem === null))
  const numbers = (way: readonly PhonePart[]) => way.filter(({ problem }) => problem === null)
  const best = ways.toSorted((one, other) => numbers(other).length - numbers(one).length)[0] ?? []
  if (whole === undefined && numbers(best).length === 0) {
    const problem = ways[0]?.find((part) => part.problem !== null)?.problem ?? 'not-a-number'
    row.refuse(phoneProblems[problem], column, oneLine(cell))
    return
  }
  for (const part of whole ?? best) {
    if (part.problem === null) keep(part)
    else row.refuse(phoneProblems[part.problem], column, part.raw)
  }
}

/** A number where an e-mail should be is a number. */
export const isPhoneInstead = (row: RowCells, { cell, country }: PhoneCell): boolean =>
  !row.plan.isLossless && !cell.includes('@') && toE164(oneLine(cell), country).problem === null

/** Ways to reach somebody that stand in one column: numbers, addresses, a name on a messenger. */
export const readReached = (row: RowCells, phone: PhoneCell, points: ImportedPoint[]): void => {
  const { cell, column } = phone
  const addresses = cell.includes('@')
    ? splitEmails(cell).filter((raw) => readEmail(raw) !== null)
    : []
  if (addresses.length > 0) {
    // `WhatsApp` and `mobile` say what a number is.
    const unlabelled = { ...column, target: { ...column.target, label: undefined } }
    readEmails(row, { cell: addresses.join(', '), column: unlabelled }, points)
    const rest = oneLine(
      addresses
        .reduce((text, raw) => text.replace(raw, ' '), visible(cell))
        .replace(aroundRest, ' '),
    )
    if (/\d{3}/u.test(rest)) readPhones(row, { ...phone, cell: rest }, points)
    else if (/[\p{L}\d]/u.test(rest)) row.keepNamed(column.name, oneLine(cell))
    return
  }
  const { service } = column.target
  if (service !== undefined && /^[\p{L}_][\w.-]{3,30}$/u.test(cell)) {
    const label = labelOf(row, column)
    points.push({ kind: 'messenger', service, label, raw: cell, normalized: null, isRole: false })
  } else readPhones(row, phone, points)
}

const aroundRest = /mailto:|[<>()[\]]|^[\s,;/|]+|[\s,;/|]+$/giu

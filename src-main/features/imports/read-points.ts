import { oneLine, readLabel, uniqueBy } from '#main/engines/file-formats/cell-values.ts'
import {
  splitEmails,
  splitJoined,
  waysToSplitPhones,
} from '#main/engines/file-formats/multi-values.ts'
import { type PhoneProblem, toE164 } from '#main/engines/matching/phone.ts'
import { isRoleAddress, parseEmail } from '#shared/domain/email-address.ts'
import type { PlannedColumn } from './column-plan.ts'
import type { ImportedPoint, ProblemCode } from './contact-facts.ts'
import type { RowCells } from './row-cells.ts'

const longestPoint = 500

/** The e-mails, phones, messengers and links of a row; each once. */
export const readPoints = (row: RowCells, country: string | null): ImportedPoint[] => {
  const points: ImportedPoint[] = []
  for (const [cell, column] of row.filled('email')) points.push(...readEmails(row, cell, column))
  for (const [cell, column] of row.filled('phone')) {
    points.push(...readPhones(row, { cell, column, country }))
  }
  for (const [cell, column] of row.filled('messenger')) {
    points.push(...readPlain(row, 'messenger', { cell, column }))
  }
  for (const [cell, column] of row.filled('link')) {
    points.push(...readPlain(row, 'link', { cell, column }))
  }
  return uniqueBy(points, pointKey)
}

/** What makes two points of one contact the same. */
export const pointKey = (point: Pick<ImportedPoint, 'kind' | 'normalized' | 'raw'>): string =>
  `${point.kind} ${point.normalized ?? point.raw.toLowerCase()}`

const labelOf = (row: RowCells, column: PlannedColumn): string | null =>
  column.target.label ?? readLabel(row.label(column))?.slice(0, 60) ?? null

const readEmails = (row: RowCells, cell: string, column: PlannedColumn): ImportedPoint[] =>
  splitEmails(cell).flatMap((raw) => {
    const address = raw.length <= longestPoint ? parseEmail(raw) : null
    if (address === null) {
      row.refuse('email-unreadable', column, raw)
      return []
    }
    const isRole = isRoleAddress(address)
    const label = labelOf(row, column)
    return [
      { kind: 'email', service: null, label, raw, normalized: address.normalized, isRole } as const,
    ]
  })

const phoneProblems: Readonly<Record<PhoneProblem, ProblemCode>> = {
  'too-short': 'phone-too-short',
  'too-long': 'phone-too-long',
  'not-a-number': 'phone-not-a-number',
  'no-country': 'phone-no-country',
  'lost-digits': 'lost-digits',
}

const readPhones = (
  row: RowCells,
  { cell, column, country }: { cell: string; column: PlannedColumn; country: string | null },
): ImportedPoint[] => {
  const ways = waysToSplitPhones(cell).map((parts) =>
    parts.map((part) => ({ raw: oneLine(part), ...toE164(part, country) })),
  )
  const numbers = ways.find((way) => way.every(({ problem }) => problem === null))
  if (numbers === undefined) {
    const problem = ways[0]?.find((part) => part.problem !== null)?.problem ?? 'not-a-number'
    row.refuse(phoneProblems[problem], column, oneLine(cell))
    return []
  }
  const label = labelOf(row, column)
  return numbers.map(
    ({ raw, e164 }) =>
      ({ kind: 'phone', service: null, label, raw, normalized: e164, isRole: false }) as const,
  )
}

const messengers: Readonly<Record<string, string>> = {
  wechat: 'wechat',
  微信: 'wechat',
  whatsapp: 'whatsapp',
  telegram: 'telegram',
  signal: 'signal',
  line: 'line',
  qq: 'qq',
  messenger: 'messenger',
  facebook: 'messenger',
  skype: 'skype',
}

const readPlain = (
  row: RowCells,
  kind: 'messenger' | 'link',
  { cell, column }: { cell: string; column: PlannedColumn },
): ImportedPoint[] =>
  splitJoined(cell).flatMap((value) => {
    const raw = oneLine(value)
    if (raw.length > longestPoint) {
      row.refuse('too-long', column, raw)
      return []
    }
    const typed = labelOf(row, column)
    const named = kind === 'messenger' ? serviceOf(typed) : null
    const service = column.target.service ?? named ?? (kind === 'link' ? 'website' : 'other')
    const label = named === null ? typed : null
    return [{ kind, service, label, raw, normalized: null, isRole: false }]
  })

const serviceOf = (label: string | null): string | null => {
  const key = label?.toLowerCase() ?? ''
  return Object.hasOwn(messengers, key) ? (messengers[key] ?? null) : null
}

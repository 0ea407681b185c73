import { readBoolean } from '#main/engines/file-formats/booleans.ts'
import { oneLine, readLabel, uniqueBy, visible } from '#main/engines/file-formats/cell-values.ts'
import { readEmail } from '#main/engines/file-formats/emails.ts'
import {
  splitEmails,
  splitJoined,
  splitLinks,
  undisguised,
  waysToSplitPhones,
  wordAfter,
  wordsBesideEmails,
} from '#main/engines/file-formats/multi-values.ts'
import { type DialledNumber, type PhoneProblem, toE164 } from '#main/engines/matching/phone.ts'
import { isLink, linkServiceOf } from '#shared/domain/urls.ts'
import type { PlannedColumn } from './column-plan.ts'
import type { ImportedPoint, PointFlags, ProblemCode } from './contact-facts.ts'
import type { RowCells } from './row-cells.ts'

const longestPoint = 500
const longestLabel = 60

/** Words that stood beside the addresses of a cell: `Ana Ferreira <ana@x.pt>`. */
export interface EmailWords {
  readonly column: PlannedColumn
  readonly cell: string
  readonly words: string
}

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

/** What Outlook writes for colleagues on its own server: a name there, and no address. */
const exchangeName = /^\/o=[^@]*$/iu

/** `138****5678`: shops hide their customers' numbers, and nobody can repair that. */
const masked = /^\+?\d[\d\s-]*[*＊]{2,}[\d\s*＊-]*$/u

/** A word for no where a number should be says that there is none: `нет`, `no`. */
const saysNo = (cell: string): boolean => !/\d/u.test(cell) && readBoolean(cell) === false

/** What makes two points of one contact the same: one name on Instagram and on X are two. */
const pointKey = ({ kind, service, normalized, raw }: ImportedPoint): string =>
  `${kind} ${kind === 'link' && isLink(raw) ? '' : (service ?? '')} ${normalized ?? raw.toLowerCase()}`

const labelOf = (row: RowCells, column: PlannedColumn): string | null => {
  if (column.target.label !== undefined) return column.target.label
  if (column.labelIndex === null) return null
  if (row.plan.isLossless) return row.label(column) || null
  const label = readLabel(row.label(column))
  if (label === null || label.length <= longestLabel) return label
  row.keepNamed(column.name, label)
  return label.slice(0, longestLabel)
}

/** `ana@x.pt (Work)`: the label that stands in brackets behind. */
const labelAfter = (cell: string, value: string): string | null =>
  cell.length === value.length ? null : readLabel(wordAfter(cell, value))

const flagsOf = (row: RowCells, { flagsIndex }: PlannedColumn): { flags?: PointFlags } => {
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

/** The addresses of a cell; a cell without any is one that cannot be read. */
const emailsOf = (cell: string): readonly string[] => {
  const typed = splitEmails(cell)
  // Nearly all cells are one address and nothing else.
  if (typed.length === 1 && typed[0] === cell && cell.includes('@')) return typed
  const hidden = undisguised(visible(cell))
  if (hidden !== null && readEmail(hidden) !== null) return [hidden]
  return typed.some((raw) => readEmail(raw) !== null) ? typed : [cell]
}

const readEmails = (
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

const phoneProblems: Readonly<Record<PhoneProblem, ProblemCode>> = {
  'too-short': 'phone-too-short',
  'too-long': 'phone-too-long',
  'not-a-number': 'phone-not-a-number',
  'no-country': 'phone-no-country',
  'lost-digits': 'lost-digits',
}

type PhonePart = DialledNumber & { readonly raw: string; readonly label: string | null }

const wordsBehind = /\s*[(（](\p{L}[^)）]{0,40})[)）]$/u
/** `617-555-0142 c` is somebody's cell phone, `h` the one at home. */
const letterBehind = /(?<=\d)\s*([chmw])\.?$/iu
/** A second number: `0171 123 (Frau: 0171 456)`. */
const wordsInBrackets = /(?<=\d)\s*[(（](\p{L}[^()（）]{6,100})[)）]\s*$/u
const letterLabels: Readonly<Record<string, string>> = {
  c: 'mobile',
  h: 'home',
  m: 'mobile',
  w: 'work',
}
/** `(Office) 0171 123`. */
const bracketsBefore = /^[(（](\p{L}[^()（）]{0,40})[)）]\s*[:：]?\s*(?=[+(\d])/u
/** One number, what it is, and the next: `0171 1234 (O) 0172 1234 (M)`. */
const betweenNumbers =
  /(\d[\d\s./-]{5,20}[(（]\p{L}[^()（）]{0,40}[)）])\s*(?=[+(]?\d[\d\s./-]{5})/gu
const wordsBefore = /^(\p{L}[\p{L}\s.]{0,30}?)\s*[:：]\s*/u
/** `mobile 0171 123`, `0171 123 - preferred`, `0171 123 WhatsApp`. */
const plainBefore = /^(\p{L}[\p{L}.]{1,20}(?: \p{L}{1,20})?)\s+(?=[+(\d])/u
const plainBehind = /(?<=\d)\s+(?:[-–—]\s*)?(\p{L}[\p{L}\s.]{1,40})$/u

/** Where words in brackets hold a number of their own, or end one, it stands beside the next. */
const withoutBrackets = (cell: string): string =>
  cell
    .replace(wordsInBrackets, (all, words: string) =>
      words.replace(/\D/gu, '').length < 7 ? all : `; ${words}`,
    )
    .replace(betweenNumbers, '$1; ')

/** One number, with the label people write around it: `0171 123 (privat)`, `Büro: 0171 123`. */
const readPart = (part: string, country: string | null): PhonePart => {
  const raw = oneLine(part)
  const read = toE164(raw, country)
  if (read.problem === null) return { raw, label: null, ...read }
  const word =
    wordsBehind.exec(raw) ??
    bracketsBefore.exec(raw) ??
    wordsBefore.exec(raw) ??
    letterBehind.exec(raw) ??
    plainBefore.exec(raw) ??
    plainBehind.exec(raw)
  if (word === null) return { raw, label: null, ...read }
  const bare = raw.replace(word[0], '').trim()
  const again = toE164(bare, country)
  const said = word[1] ?? ''
  const label = letterLabels[said.toLowerCase()] ?? readLabel(said)?.slice(0, longestLabel) ?? null
  return again.problem === null ? { raw: bare, label, ...again } : { raw, label: null, ...read }
}

interface PhoneCell {
  readonly cell: string
  readonly column: PlannedColumn
  readonly country: string | null
}

/** A number of Kith's own export, which says beside it what it is abroad; older ones do not. */
const exportedPhone = (row: RowCells, { cell, column, country }: PhoneCell): ImportedPoint => {
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

const readPhones = (
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
const isPhoneInstead = (row: RowCells, { cell, country }: PhoneCell): boolean =>
  !row.plan.isLossless && !cell.includes('@') && toE164(oneLine(cell), country).problem === null

/** Ways to reach somebody that stand in one column: numbers, addresses, a name on a messenger. */
const readReached = (row: RowCells, phone: PhoneCell, points: ImportedPoint[]): void => {
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

const messengers: ReadonlyMap<string, string> = new Map(
  'wechat 微信:wechat weixin:wechat whatsapp telegram signal line qq messenger facebook:messenger skype other'
    .split(' ')
    .map((pair) => {
      const [word = '', service = word] = pair.split(':')
      return [word, service] as const
    }),
)

const readPlain = (
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

/** The service that Kith's own export says; null where it says none, as in every other file. */
const ownService = (row: RowCells, { serviceIndex }: PlannedColumn): string | null =>
  row.plan.isLossless && serviceIndex !== null ? row.textAt(serviceIndex) || null : null

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

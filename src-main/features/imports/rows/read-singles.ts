import { readBoolean } from '#main/engines/file-formats/cells/booleans.ts'
import { oneLine } from '#main/engines/file-formats/cells/cell-values.ts'
import { languageCodeOf } from '#main/engines/file-formats/cells/language-names.ts'
import type { ColumnField } from '#main/engines/file-formats/columns/column-words.ts'
import type { FlagCode, SingleFacts } from './contact-facts.ts'
import type { NameFacts } from './read-name.ts'
import type { RowCells } from './row-cells.ts'

/** How a cell is read, and what it is told as when that fails; null for texts too long. */
interface Reading<T> {
  readonly read: (text: string) => T | null
  readonly code: FlagCode | null
}

const values = <T>(read: Reading<T>['read']): Reading<T> => ({ read, code: 'value-unreadable' })
const texts = (longest: number): Reading<string> => ({
  read: (text) => (text === '' || text.length > longest ? null : text),
  code: null,
})

/** The first cell of a field that can be read; every other one becomes a named note. */
const one = <T>(row: RowCells, field: ColumnField, { read, code }: Reading<T>): T | null => {
  let found: T | null = null
  for (const column of row.columns(field)) {
    const text = row.text(column)
    if (text === '') continue
    const value = read(row.line(text))
    if (value === null && code !== null) row.keepFlagged(code, column, oneLine(text))
    else if (value === null || (found !== null && found !== value)) {
      row.keepNamed(column.name, oneLine(text))
    }
    found ??= value
  }
  return found
}

const table = <T>(entries: readonly (readonly [T, string])[]): ReadonlyMap<string, T> =>
  new Map(
    entries.flatMap(([value, words]) => words.split('|').map((word) => [word, value] as const)),
  )

const stages = table<NonNullable<SingleFacts['stage']>>([
  ['attract', 'attract|subscriber|lead|interessent|prospect|吸引|潜在客户|意向客户'],
  ['convert', 'convert|opportunity|salesqualifiedlead|marketingqualifiedlead|转化|跟进中'],
  ['retain', 'retain|customer|kunde|client|cliente|留存|维系|成交客户'],
  ['grow', 'grow|evangelist|stammkunde|深耕|增长|老客户'],
])
const stageOf = (text: string) => stages.get(text.toLowerCase().replace(/\s+/gu, '')) ?? null

/** Kith's own names of stages, which a stage says again; other words are narrower than a stage. */
const ownStages = new Set('attract|convert|retain|grow|吸引|转化|留存|维系|深耕|增长'.split('|'))

const readStage = (row: RowCells): SingleFacts['stage'] => {
  const stage = one(row, 'stage', { read: stageOf, code: 'stage-unknown' })
  for (const column of stage === null ? [] : row.columns('stage')) {
    const text = oneLine(row.text(column))
    if (stageOf(text) === stage && !ownStages.has(text.toLowerCase())) {
      row.keepNamed(column.name, text)
    }
  }
  return stage
}

const importances = table<number>([
  [1, '1|low|niedrig|faible|bajo|baja|低'],
  [2, '2|medium|mittel|moyenne|medio|media|中'],
  [3, '3|high|hoch|haute|élevée|alto|alta|高'],
])
const importanceOf = (text: string) => importances.get(text.toLowerCase()) ?? null

const channels = table<NonNullable<SingleFacts['preferredChannel']>>([
  ['call', 'call|phone|telefon|anruf|téléphone|teléfono|电话'],
  ['meeting', 'meeting|treffen|rencontre|reunión|见面'],
  ['email', 'email|e-mail|mail|courriel|correo|邮件|邮箱'],
  ['message', 'message|sms|whatsapp|wechat|nachricht|mensaje|消息|微信|短信'],
  ['post', 'post|letter|brief|lettre|carta|courrier|信件'],
])
const channelOf = (text: string) => channels.get(text.toLowerCase()) ?? null

const zones = new Map<string, string | null>()

/** The IANA name as typed; null when the platform knows no such zone. */
const zoneOf = (text: string): string | null => {
  const known = zones.get(text)
  if (known !== undefined) return known
  const zone = /^(?:UTC|[A-Za-z_]+\/[A-Za-z_/+-]+)$/u.test(text) && isZone(text) ? text : null
  if (zones.size < 1000) zones.set(text, zone)
  return zone
}

const isZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    // The platform throws for names it does not know.
    return false
  }
}

const instantForm = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?Z$/u

const instantOf = (text: string): number | null => {
  if (!instantForm.test(text)) return null
  const instant = Date.parse(text)
  return Number.isNaN(instant) ? null : instant
}

const readings = {
  line: texts(200),
  source: texts(120),
  language: { read: languageCodeOf, code: 'language-unknown' },
  importance: values(importanceOf),
  channel: values(channelOf),
  zone: values(zoneOf),
  boolean: values(readBoolean),
  instant: values(instantOf),
} as const

/** In Kith's own export they stand as the owner typed them, codes or not. */
const asTyped = {
  language: texts(35),
  zone: texts(60),
} as const

/** Facts of which a contact has one. */
export const readSingles = (row: RowCells, name: NameFacts): SingleFacts => {
  const { language, zone }: Readonly<Record<'language' | 'zone', Reading<string>>> = row.plan
    .isLossless
    ? asTyped
    : readings
  return {
    givenName: name.givenName,
    familyName: name.familyName,
    nickname: one(row, 'nickname', readings.line),
    jobTitle: one(row, 'job-title', readings.line),
    stage: readStage(row),
    source: one(row, 'source', readings.source),
    language: one(row, 'language', language),
    importance: one(row, 'importance', readings.importance),
    preferredChannel: one(row, 'preferred-channel', readings.channel),
    timeZone: one(row, 'time-zone', zone),
    doNotContact: one(row, 'do-not-contact', readings.boolean),
    createdAt: one(row, 'created-at', readings.instant),
  }
}

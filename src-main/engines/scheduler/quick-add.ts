import type { CalendarDate, WallTime } from '#shared/domain/ids.ts'
import { wallOf } from '#shared/domain/time.ts'
import type { DateWords, WritingMoment } from './date-words.ts'
import { readDateEn } from './date-words-en.ts'
import { readDateZh } from './date-words-zh.ts'
import { danglingEn, isActionEn, isActionZh } from './quick-add-words.ts'

/** A next step as it was understood. */
export interface QuickStep {
  readonly title: string
  readonly dueDay: CalendarDate
  readonly dueTime: WallTime | null
}

/** A text of the quick log taken apart. */
export interface QuickLog {
  /** What happened: the text without the sentence that became the next step. */
  readonly body: string
  readonly nextStep: QuickStep | null
}

/** A piece of the text, with the sign that ends it. */
interface Span {
  readonly start: number
  readonly end: number
}

const maxTitle = 300
/** Nobody writes a next step that long, and patterns stay quick. */
const maxClause = 500
/** The next step stands at the end of what is logged. */
const maxCandidates = 20
const hanSign = /\p{Script=Han}/u

/**
 * Reads "Asked about a winter course. Call again next Tuesday 3pm" as a log and a next step.
 *
 * English and Chinese. The last sentence that names a day to come and tells what to do becomes the
 * next step, of it the last clause when that is enough. Everything else stays in the log: without
 * date words, or in a mere report ("She is away next week"), there is no next step.
 */
export const readQuickLog = (text: string, now: number, zone: string): QuickLog => {
  const moment = wallOf(now, zone)
  for (const span of candidates(text).slice(0, maxCandidates)) {
    if (span.end - span.start > maxClause) continue
    const nextStep = readStep(text.slice(span.start, span.end), moment)
    if (nextStep !== null) return { body: without(text, span), nextStep }
  }
  return { body: text.trim(), nextStep: null }
}

/**
 * Reads a text that is a next step as a whole ("card next tue"): the day in it and the rest.
 *
 * Unlike in a log, nothing has to tell what to do; null without a day to come.
 */
export const readNextStep = (text: string, now: number, zone: string): QuickStep | null =>
  text.length > maxClause ? null : readStep(text.trim(), wallOf(now, zone), () => true)

/** Sentences from the last to the first, of each its last clauses before the whole. */
const candidates = (text: string): readonly Span[] =>
  spansOf(text, /[。！？；!?;\n]+|\.(?=\s|$)(?<!\b(?:a|p)\.?m\.)/giu)
    .toReversed()
    .flatMap((sentence) => {
      const inside = text.slice(sentence.start, sentence.end)
      const clauses = spansOf(inside, /，|,(?=\s)/gu).map((clause) => ({
        start: sentence.start + clause.start,
        end: sentence.start + clause.end,
      }))
      return clauses.length > 1 ? [...clauses.toReversed(), sentence] : [sentence]
    })

const spansOf = (text: string, separator: RegExp): readonly Span[] => {
  const ends = [...text.matchAll(separator)].map((match) => match.index + match[0].length)
  return [...new Set([...ends, text.length])]
    .map((end, index, all) => ({ start: all[index - 1] ?? 0, end }))
    .filter(({ start, end }) => text.slice(start, end).trim() !== '')
}

const isAction = (title: string, isChinese: boolean): boolean =>
  isChinese ? isActionZh(title) : isActionEn(title)

const readStep = (
  clause: string,
  moment: WritingMoment,
  isStep: (title: string, isChinese: boolean) => boolean = isAction,
): QuickStep | null => {
  const isChinese = hanSign.test(clause)
  const words = isChinese
    ? (readDateZh(clause, moment) ?? readDateEn(clause, moment))
    : readDateEn(clause, moment)
  if (words === null) return null
  const title = isChinese ? titleZh(clause, words) : titleEn(clause, words)
  if (title === '' || !isStep(title, isChinese) || title.length > maxTitle) return null
  return { title: capitalised(title), dueDay: words.day, dueTime: words.time }
}

const edges = /^[\s,;:.!?，。；：！？、–-]+|[\s,;:.!?，。；：！？、–-]+$/gu

const titleEn = (clause: string, words: DateWords): string => {
  const before = clause.slice(0, words.index).replace(danglingEn, '')
  const after = clause.slice(words.index + words.length).replace(/^\s*[,:–-]\s*/u, ' ')
  return `${before} ${after}`
    .replace(/\s+/g, ' ')
    .replace(edges, '')
    .replace(/^(?:and|then|so|please|next step)\b[\s:,]*/i, '')
}

const titleZh = (clause: string, words: DateWords): string =>
  `${clause.slice(0, words.index)}${clause.slice(words.index + words.length)}`
    .replace(edges, '')
    .replace(/^(?:然后|记得|请|到时候|下一步)[:：]?/u, '')

const capitalised = (title: string): string => title.charAt(0).toUpperCase() + title.slice(1)

const without = (text: string, span: Span): string =>
  `${text.slice(0, span.start).trimEnd()} ${text.slice(span.end).trimStart()}`
    .trim()
    .replace(/[，,]$/u, '')

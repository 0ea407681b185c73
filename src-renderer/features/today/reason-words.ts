import type { TFunction } from 'i18next'
import type { Formats } from '#renderer/ui/format.ts'
import type { Output } from '#shared/contract/index.ts'

/** What Today shows. */
export type TodayAnswer = Output<'today.get'>
/** Why a line stands on Today: a code and its figures. */
export type TodayReason = TodayAnswer['overdue'][number]['reason']

/** The words of Today's language. */
export type TodayWords = TFunction<['today', 'common']>

type Of<Code extends TodayReason['code']> = Extract<TodayReason, { code: Code }>

const two = (value: number): string => String(value).padStart(2, '0')
const isLogged = (kind: string): kind is 'call' | 'meeting' | 'message' | 'note' =>
  ['call', 'meeting', 'message', 'note'].includes(kind)
const isUnit = (unit: string): unit is 'day' | 'week' | 'month' | 'year' =>
  ['day', 'week', 'month', 'year'].includes(unit)

const moved = (reason: Of<'moved'>, t: TodayWords, formats: Formats): string => {
  const day = formats.day(reason.firstDueDay)
  if (reason.times === 1) return t('reason.movedOnce', { day })
  if (reason.times === 2) return t('reason.movedTwice', { day })
  return t('reason.moved', { count: reason.times, day })
}

const ownRhythm = (reason: Of<'own-rhythm'>, t: TodayWords): string => {
  const figures = {
    count: Math.round(reason.medianGapDays),
    silence: reason.silenceDays,
    contacts: reason.contactDayCount,
  }
  return reason.isRoughGuess ? t('reason.rough', figures) : t('reason.own', figures)
}

const importanceName = (name: string | null, t: TodayWords): string =>
  name === '1' || name === '2' || name === '3' ? t(`reason.importance.${name}`) : (name ?? '')

const sourceOf = (reason: Of<'agreed-rhythm'>, t: TodayWords): string | null => {
  if (reason.source === 'tag') return t('reason.source.tag', { name: reason.sourceName ?? '' })
  if (reason.source !== 'importance') return null
  return t('reason.source.importance', { name: importanceName(reason.sourceName, t) })
}

const agreedRhythm = (reason: Of<'agreed-rhythm'>, t: TodayWords): string => {
  const rhythm =
    reason.silenceDays === null
      ? t('reason.agreedNever', { count: reason.everyDays })
      : t('reason.agreed', { count: reason.everyDays, silence: reason.silenceDays })
  const source = sourceOf(reason, t)
  return source === null ? t('reason.alone', { rhythm }) : t('reason.with', { rhythm, source })
}

const answersWords = (reason: Of<'answered'>, t: TodayWords, formats: Formats): string => {
  if (reason.answersAt === null) return t('reason.wrote')
  const day = formats.dayOf(reason.answersAt)
  if (day === formats.today) return t('reason.answersToday')
  return t('reason.answers', { day: formats.day(day) })
}

const stoppedWords = (reason: Of<'answered'>, t: TodayWords, formats: Formats): string | null => {
  const { stoppedCount, stoppedDueAt, hasNextStep } = reason
  if (stoppedCount > 1) return t('reason.stoppedMany', { count: stoppedCount })
  if (stoppedCount === 1) {
    return stoppedDueAt === null
      ? t('reason.stopped')
      : t('reason.stoppedOn', { day: formats.day(formats.dayOf(stoppedDueAt), 'weekday') })
  }
  return hasNextStep ? null : t('reason.nothingPlanned')
}

const answered = (reason: Of<'answered'>, t: TodayWords, formats: Formats): string => {
  const parts = [answersWords(reason, t, formats), stoppedWords(reason, t, formats)]
  return parts.filter((part) => part !== null).join(formats.language === 'zh-CN' ? '' : ' ')
}

/** The sentence for a reason, in the language of `t`. */
export const reasonWords = (reason: TodayReason, t: TodayWords, formats: Formats): string => {
  switch (reason.code) {
    case 'stated':
      return reason.text
    case 'moved':
      return moved(reason, t, formats)
    case 'planned-on':
      return reason.day === formats.today
        ? t('reason.plannedToday')
        : t('reason.planned', { day: formats.day(reason.day) })
    case 'from-activity':
      return t(`reason.from.${isLogged(reason.kind) ? reason.kind : 'other'}`, {
        day: formats.day(reason.day),
      })
    case 'recurring':
      return t(`reason.recurring.${isUnit(reason.unit) ? reason.unit : 'day'}`, {
        count: reason.every,
      })
    case 'own-rhythm':
      return ownRhythm(reason, t)
    case 'agreed-rhythm':
      return agreedRhythm(reason, t)
    case 'born':
      return t('reason.born', {
        day: formats.day(
          `${String(reason.year).padStart(4, '0')}-${two(reason.month)}-${two(reason.day)}`,
          'long',
        ),
      })
    case 'year-unknown':
      return t('reason.yearUnknown')
    case 'answered':
      return answered(reason, t, formats)
    case 'since':
      return t('reason.since', { year: reason.year, count: reason.years })
  }
}

/** Friday, 周五. */
const weekdayOf = (day: string, formats: Formats): string => {
  // English says the day first ("Friday 20 November"), Chinese last ("11月20日 周五").
  const isChinese = formats.language === 'zh-CN'
  const words = formats.day(day, isChinese ? 'weekday' : 'full').split(' ')
  return (isChinese ? words.at(-1) : words[0]) ?? day
}

/** What happens on an important day: "Turns 40 on Thursday", "Birthday tomorrow". */
export const dateWords = (
  date: TodayAnswer['dates'][number],
  t: TodayWords,
  formats: Formats,
): string => {
  const { inDays, years, kind } = date
  const weekday = inDays < 7 ? weekdayOf(date.day, formats) : formats.day(date.day)
  const when = inDays === 0 ? 'today' : inDays === 1 ? 'tomorrow' : 'in'
  if (kind !== 'birthday') {
    return t(`date.${when}`, { label: date.label ?? t(`dateKind.${kind}`), weekday })
  }
  if (years === null) return t(`birthday.${when}`, { weekday })
  const turns = { today: 'turnsToday', tomorrow: 'turnsTomorrow', in: 'turnsIn' } as const
  return t(`birthday.${turns[when]}`, { years, weekday })
}

import type { CalendarDate, WallTime } from '#shared/domain/ids.ts'
import {
  addDays,
  addMonths,
  dayFromParts,
  daysInMonth,
  partsOfDay,
  weekdayOf,
} from '#shared/domain/time.ts'
import { type DateWords, officeHour, type WritingMoment, wallTimeOf } from './date-words.ts'

type Words = Readonly<Record<string, string | undefined>>

const number = '[零一二两三四五六七八九十\\d]{1,3}'
const dayPatterns = [
  '(?<ahead>大后天|后天|明天|今天|明(?=早|晚)|今(?=早|晚))',
  '(?<week>下下|下|这|本)?个?(?:周|星期|礼拜)(?<weekday>[一二三四五六日天])',
  `(?<count>${number})个?(?<unit>天|日|周|星期|礼拜|月)(?:之后|以后|后)`,
  '(?<nextWeek>下下|下)个?(?:周|星期|礼拜)',
  '(?<nextMonth>下个?月)(?<monthEnd>底|末)?',
  '(?<thisMonthEnd>(?:这个|本)?月[底末])',
  `(?:(?<year>\\d{4})年)?(?<month>${number})月(?<monthDay>${number})[日号]?`,
  `(?<dayOfMonth>${number})号(?!线|楼|院|馆)`,
]
const timePattern =
  '(?:\\s*(?<part>早上|早晨|上午|中午|下午|傍晚|晚上|晚|早)?\\s*' +
  `(?:(?<hour>${number})点(?:(?<half>半)|(?<quarter>一刻)|(?<minute>${number})分?)?|` +
  '(?<clock>[01]?\\d|2[0-3])[:：](?<clockMinute>[0-5]\\d))|\\s*(?<bare>早上|上午|中午|下午|傍晚|晚上))?'
const pattern = new RegExp(`(?:${dayPatterns.join('|')})${timePattern}`, 'u')

/** The first Chinese words in a text that name a day which has not passed; null without any. */
export const readDateZh = (text: string, now: WritingMoment): DateWords | null => {
  const match = pattern.exec(text)
  if (match?.groups === undefined) return null
  const day = readDay(match.groups, now.day)
  if (day === null || day < now.day) return null
  return { index: match.index, length: match[0].length, day, time: readTime(match.groups) }
}

/** Reads 零 to 九十九, or digits. */
const valueOf = (text: string): number => {
  if (/^\d+$/.test(text)) return Number(text)
  const digit = (sign: string): number => '零一二三四五六七八九'.indexOf(sign.replace('两', '二'))
  const ten = text.indexOf('十')
  if (ten < 0) return digit(text)
  return (ten === 0 ? 1 : digit(text.slice(0, ten))) * 10 + Math.max(0, digit(text.slice(ten + 1)))
}

const readDay = (words: Words, today: CalendarDate): CalendarDate | null => {
  if (words['ahead'] !== undefined) return readAhead(words['ahead'], today)
  if (words['weekday'] !== undefined) return readWeekday(words['weekday'], words['week'], today)
  if (words['count'] !== undefined) return readCount(valueOf(words['count']), words['unit'], today)
  if (words['nextWeek'] !== undefined) return addDays(today, words['nextWeek'].length * 7)
  if (words['thisMonthEnd'] !== undefined) return endOfMonth(today)
  if (words['nextMonth'] !== undefined) {
    const next = addMonths(today, 1)
    return words['monthEnd'] === undefined ? next : endOfMonth(next)
  }
  return readDate(words, today)
}

const readAhead = (word: string, today: CalendarDate): CalendarDate =>
  addDays(today, ['今', '明', '后', '大'].indexOf(word.charAt(0)))

const readWeekday = (
  weekday: string,
  week: string | undefined,
  today: CalendarDate,
): CalendarDate => {
  const sunday = 7
  const wanted = weekday === '天' || weekday === '日' ? sunday : valueOf(weekday)
  const inThisWeek = addDays(today, wanted - weekdayOf(today))
  if (week === '这' || week === '本') return inThisWeek
  if (week !== undefined) return addDays(inThisWeek, week.length * 7)
  return inThisWeek > today ? inThisWeek : addDays(inThisWeek, 7)
}

const readCount = (count: number, unit: string | undefined, today: CalendarDate): CalendarDate => {
  if (unit === '月') return addMonths(today, count)
  return addDays(today, unit === '天' || unit === '日' ? count : count * 7)
}

const endOfMonth = (day: CalendarDate): CalendarDate | null => {
  const { year, month } = partsOfDay(day)
  return dayFromParts(year, month, daysInMonth(year, month))
}

/** A month and day, or a day of the month, that comes next; with a year exactly that one. */
const readDate = (words: Words, today: CalendarDate): CalendarDate | null => {
  const { year, month } = partsOfDay(today)
  if (words['month'] !== undefined) {
    const [wantedMonth, day] = [valueOf(words['month']), valueOf(words['monthDay'] ?? '')]
    if (words['year'] !== undefined) return dayFromParts(Number(words['year']), wantedMonth, day)
    const thisYear = dayFromParts(year, wantedMonth, day)
    return thisYear !== null && thisYear >= today
      ? thisYear
      : dayFromParts(year + 1, wantedMonth, day)
  }
  const day = valueOf(words['dayOfMonth'] ?? '')
  const thisMonth = dayFromParts(year, month, day)
  if (thisMonth !== null && thisMonth >= today) return thisMonth
  return dayFromParts(month === 12 ? year + 1 : year, (month % 12) + 1, day)
}

const readTime = (words: Words): WallTime | null => {
  if (words['clock'] !== undefined) {
    return wallTimeOf(inPart(Number(words['clock']), words['part']), Number(words['clockMinute']))
  }
  if (words['hour'] === undefined) return null
  const minute = words['minute'] === undefined ? 0 : valueOf(words['minute'])
  const half = words['half'] === undefined ? 0 : 30
  const quarter = words['quarter'] === undefined ? 0 : 15
  const hour = valueOf(words['hour'])
  const isUnsaid = words['part'] === undefined
  return wallTimeOf(
    isUnsaid ? officeHour(hour) : inPart(hour, words['part']),
    minute + half + quarter,
  )
}

const inPart = (hour: number, part: string | undefined): number => {
  const isLate = part !== undefined && /下午|傍晚|晚/u.test(part)
  if (part === '中午') return hour < 11 ? hour + 12 : hour
  return isLate && hour < 12 ? hour + 12 : hour
}

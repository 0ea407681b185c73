import DatabaseConstructor, { type Database } from 'better-sqlite3'
import type { Output } from '#shared/contract/index.ts'
import type { CalendarDate } from '#shared/domain/ids.ts'
import { addDays } from '#shared/domain/time.ts'

interface StepRow {
  id: number
  due_day: string
  due_time: string | null
  priority: number
}
interface PersonRow {
  id: number
  do_not_contact: number
  cold_from: string | null
  rhythm_due: string | null
  next_step_due: string | null
}
interface AnswerRow {
  id: number
  contact_id: number
  activity_id: number | null
  at: number
}
interface TouchRow {
  id: number
  contact_id: number
  kind: string
  at: number
  is_answered: number
}
interface DateRow {
  contact_id: number
  month: number
  day: number
}

type Today = Output<'today.get'>

/**
 * What is wrong with an answer of Today that was given at `now`, found by looking at every row; null
 * when nothing is.
 */
export const todayProblem = (file: string, answer: Today, now: number): string | null => {
  const database = new DatabaseConstructor(file, { readonly: true })
  const all = <Row>(sql: string): Row[] => database.prepare<[], Row>(sql).all()
  const steps = all<StepRow>(
    "select id, due_day, due_time, priority from follow_ups where status = 'open'",
  )
  const people = all<PersonRow>(
    'select id, do_not_contact, cold_from, rhythm_due, next_step_due from contacts',
  )
  const dates = all<DateRow>('select contact_id, month, day from important_dates')
  const answered = answersOf(database, now)
  database.close()
  const { day } = answer
  const expected = {
    overdue: stepsWithin(steps, '', addDays(day, -1)),
    today: stepsWithin(steps, day, day),
    upcoming: stepsWithin(steps, addDays(day, 1), addDays(day, 7)),
    coldCount: people.filter((row) => isCold(row, day)).length,
    datesCount: countDates(dates, people, day),
  }
  const problems = [
    ...(['overdue', 'today', 'upcoming'] as const).flatMap((group) => [
      same(`${group}Count`, answer[`${group}Count`], expected[group].length),
      same(
        group,
        answer[group].map(({ followUp }) => followUp.id),
        expected[group].slice(0, answer[group].length),
      ),
    ]),
    same('answeredCount', answer.answeredCount, answered.length),
    same(
      'answered',
      answer.answered.map(({ id }) => id),
      answered.slice(0, answer.answered.length),
    ),
    same('coldCount', answer.coldCount, expected.coldCount),
    same('datesCount', answer.datesCount, expected.datesCount),
    ...answer.cold.map(({ contact }) =>
      same(
        `cold ${contact.id}`,
        people.some((row) => row.id === contact.id && isCold(row, day)),
        true,
      ),
    ),
  ].filter((problem) => problem !== null)
  return problems.length === 0 ? null : problems.join('; ')
}

const answerMs = 30 * 86_400_000
const touches = new Set(['call', 'meeting', 'message', 'mail-sent'])

/**
 * Who wrote within thirty days and heard nothing since: the newest mail of each, newest first; but
 * not what is a week older than its writer is a contact.
 */
const answersOf = (database: Database, now: number): number[] => {
  const since = now - answerMs
  const all = <Row>(sql: string): Row[] => database.prepare<[number], Row>(sql).all(since)
  const mails = all<AnswerRow>(
    `select id, contact_id, activity_id, at from messages
      where direction = 'in' and kind = 'personal' and at >= ?`,
  )
  const acts = all<TouchRow>(
    'select id, contact_id, kind, at, is_answered from activities where at >= ?',
  )
  const planned = all<{ contact_id: number; at: number }>(
    'select contact_id, created_at as at from follow_ups where created_at >= ?',
  )
  const contacts = database.prepare<[], { id: number; created_at: number }>(
    'select id, created_at from contacts',
  )
  const known = new Map(contacts.all().map(({ id, created_at: at }) => [id, at]))
  const settled = new Set(acts.filter((act) => act.is_answered === 1).map(({ id }) => id))
  const inTouch = lastOf([...acts.filter(({ kind }) => touches.has(kind)), ...planned])
  const newest = new Map<number, AnswerRow>()
  for (const mail of mails) {
    const other = newest.get(mail.contact_id)
    if (other === undefined || compareNewest(mail, other) < 0) newest.set(mail.contact_id, mail)
  }
  return [...newest.values()]
    .filter((mail) => mail.at >= (known.get(mail.contact_id) ?? 0) - weekMs)
    .filter((mail) => (inTouch.get(mail.contact_id) ?? 0) <= mail.at)
    .filter(({ activity_id: id }) => id === null || !settled.has(id))
    .toSorted(compareNewest)
    .map(({ id }) => id)
}

const weekMs = 7 * 86_400_000

const compareNewest = (a: AnswerRow, b: AnswerRow): number => b.at - a.at || b.id - a.id

const lastOf = (rows: readonly { contact_id: number; at: number }[]): Map<number, number> => {
  const last = new Map<number, number>()
  for (const { contact_id: id, at } of rows) last.set(id, Math.max(last.get(id) ?? 0, at))
  return last
}

const same = (name: string, found: unknown, expected: unknown): string | null => {
  const [is, shouldBe] = [JSON.stringify(found), JSON.stringify(expected)]
  return is === shouldBe ? null : `${name} is ${is}, not ${shouldBe}`
}

const stepsWithin = (steps: readonly StepRow[], from: string, to: string): number[] =>
  steps
    .filter((step) => step.due_day >= from && step.due_day <= to)
    .toSorted((a, b) => compare(keyOf(a), keyOf(b)) || b.priority - a.priority || a.id - b.id)
    .map(({ id }) => id)

const keyOf = (step: StepRow): string => `${step.due_day} ${step.due_time ?? '~'}`

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const isCold = (row: PersonRow, day: CalendarDate): boolean =>
  row.do_not_contact === 0 &&
  [row.cold_from, row.rhythm_due].some((from) => from !== null && from <= day) &&
  (row.next_step_due === null || row.next_step_due >= addDays(day, 8))

const isLeapDay = (day: CalendarDate): boolean => day.endsWith('-02-29')

const countDates = (
  dates: readonly DateRow[],
  people: readonly PersonRow[],
  day: CalendarDate,
): number => {
  const leftAlone = new Set(people.filter((row) => row.do_not_contact === 1).map(({ id }) => id))
  const days = Array.from({ length: 15 }, (_, n) => addDays(day, n))
  const kept = new Set(days.map((at) => at.slice(5)))
  if (days.some((at) => at.endsWith('-02-28') && !isLeapDay(addDays(at, 1)))) kept.add('02-29')
  const two = (value: number): string => String(value).padStart(2, '0')
  return dates.filter(
    (row) => !leftAlone.has(row.contact_id) && kept.has(`${two(row.month)}-${two(row.day)}`),
  ).length
}

import DatabaseConstructor from 'better-sqlite3'
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
interface DateRow {
  contact_id: number
  month: number
  day: number
}

type Today = Output<'today.get'>

/** What is wrong with an answer of Today, found by looking at every row; null when nothing is. */
export const todayProblem = (file: string, answer: Today): string | null => {
  const database = new DatabaseConstructor(file, { readonly: true })
  const all = <Row>(sql: string): Row[] => database.prepare<[], Row>(sql).all()
  const steps = all<StepRow>(
    "select id, due_day, due_time, priority from follow_ups where status = 'open'",
  )
  const people = all<PersonRow>(
    'select id, do_not_contact, cold_from, rhythm_due, next_step_due from contacts',
  )
  const dates = all<DateRow>('select contact_id, month, day from important_dates')
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

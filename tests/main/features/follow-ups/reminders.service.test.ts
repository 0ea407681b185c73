import { describe, expect, test } from 'vitest'
import { createReminderLoop } from '#main/engines/scheduler/loop.ts'
import type { CalendarDate, FollowUpId, WallTime } from '#shared/domain/ids.ts'
import { openTimeServices } from '#tests/support/time-services.ts'

const day = (text: string): CalendarDate => text as CalendarDate
const time = (text: string): WallTime => text as WallTime
const hour = 3_600_000
const at = (text: string): number => Date.parse(`${text}:00Z`)

/** Friday 20 November 2026, 09:12 in Lisbon; the loop over real rows. */
const open = async () => {
  const services = await openTimeServices()
  const { clock, reminders, followUps, context } = services
  const contactId = await services.addContact('Ana Ferreira')
  const events: FollowUpId[][] = []
  const newLoop = () =>
    createReminderLoop({
      clock,
      log: {
        info: () => {},
        warn: () => {},
        error: (event, cause) => {
          throw new Error(event, { cause })
        },
      },
      store: reminders,
      settings: () => reminders.settings(),
      hasAudience: () => true,
      announce: (ids) => events.push([...ids]),
      announceDay: () => {},
    })
  const create = async (dueDay: string, dueTime?: string): Promise<FollowUpId> => {
    const dueAt = dueTime === undefined ? {} : { dueTime: time(dueTime) }
    const input = { contactId, title: 'Call', dueDay: day(dueDay), ...dueAt }
    const result = await followUps.create(input, context)
    if (!result.ok) throw new Error(result.error.code)
    return result.value.id
  }
  return { ...services, events, newLoop, create }
}

describe('reminders over real rows', () => {
  test('announced once, also by the next start of the application', async () => {
    const { newLoop, create, clock, events } = await open()
    const id = await create('2026-11-20', '10:00')
    clock.advance(hour)
    await newLoop().check()
    await newLoop().check()
    clock.advance(24 * hour)
    await newLoop().check()
    expect(events).toEqual([[id]])
  })

  test('what came due while Kith was closed comes in one event', async () => {
    const { newLoop, create, clock, events } = await open()
    const late = await create('2026-11-22', '11:00')
    const early = await create('2026-11-21')
    await create('2026-12-21')
    clock.advance(75 * hour)
    await newLoop().check()
    expect(events).toEqual([[early, late]])
  })

  test('a time that has passed when it is planned needs no reminder', async () => {
    const { newLoop, create, events } = await open()
    await create('2026-11-20')
    await create('2026-11-10', '15:00')
    await newLoop().check()
    expect(events).toEqual([])
  })

  test('a step put off is announced again at its new time', async () => {
    const { newLoop, create, clock, events, followUps, context } = await open()
    const id = await create('2026-11-20', '10:00')
    clock.advance(hour)
    await newLoop().check()
    await followUps.snooze({ id, dueDay: day('2026-11-20'), dueTime: time('11:00') }, context)
    clock.advance(hour)
    await newLoop().check()
    expect(events).toEqual([[id], [id]])
  })

  test('what is done, skipped or deleted is not announced', async () => {
    const { newLoop, create, clock, events, followUps, context } = await open()
    await followUps.complete({ id: await create('2026-11-20', '10:00') }, context)
    await followUps.skip({ id: await create('2026-11-20', '10:00') }, context)
    await followUps.delete({ id: await create('2026-11-20', '10:00') }, context)
    clock.advance(hour)
    await newLoop().check()
    expect(events).toEqual([])
  })

  test('travelling announces nothing twice', async () => {
    const { newLoop, create, clock, events } = await open()
    const id = await create('2026-11-21')
    clock.advance(24 * hour)
    await newLoop().check()
    clock.travel('America/New_York')
    clock.advance(6 * hour)
    await newLoop().check()
    expect(events).toEqual([[id]])
  })

  test('a clock set back announces again what is due after it', async () => {
    const { newLoop, create, clock, events } = await open()
    const id = await create('2027-01-07', '10:00')
    clock.set(at('2027-06-01T12:00'))
    await newLoop().check()
    clock.set(at('2026-11-20T12:00'))
    await newLoop().check()
    clock.set(at('2027-01-07T10:00'))
    await newLoop().check()
    expect(events).toEqual([[id], [id]])
  })

  test('announcing leaves no operation in History', async () => {
    const { newLoop, create, clock, connection } = await open()
    await create('2026-11-20', '10:00')
    clock.advance(hour)
    const count = 'select count(*) as n from operations'
    const before = connection.reader.firstSql(count)
    await newLoop().check()
    expect(connection.reader.firstSql(count)).toEqual(before)
  })

  test('a step that was moved between reading and claiming is left alone', async () => {
    const { reminders, create, clock, followUps, context } = await open()
    const id = await create('2026-11-20', '10:00')
    clock.advance(hour)
    const [pending] = reminders.pending(day('2026-11-20'))
    if (!pending) throw new Error('nothing pending')
    await followUps.snooze({ id, dueDay: day('2026-11-25') }, context)
    expect(await reminders.claim([{ ...pending, dueAt: clock.now() }], clock.now())).toEqual([])
  })
})

describe('the next reminder', () => {
  test.each([
    ['none', [], null],
    ['the soonest', ['2026-11-25', '2026-11-24 15:00', '2026-11-24'], at('2026-11-24T09:00')],
    ['at the end of the night', ['2026-11-20 22:00', '2026-11-21'], at('2026-11-21T08:00')],
    ['not one that has passed', ['2026-11-20 08:00', '2026-12-01'], at('2026-12-01T09:00')],
  ])('%s', async (_name, dues, expected) => {
    const { create, reminders } = await open()
    for (const due of dues) await create(...(due.split(' ') as [string, string?]))
    expect(reminders.nextReminderAt()).toBe(expected)
  })

  test('one that waits for the end of the quiet hours', async () => {
    const { create, reminders, clock } = await open()
    await create('2026-11-20', '18:00')
    clock.set(at('2026-11-20T23:00'))
    expect(reminders.nextReminderAt()).toBe(at('2026-11-21T08:00'))
  })
})

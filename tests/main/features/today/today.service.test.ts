import { describe, expect, test } from 'vitest'
import { contract, type Input } from '#shared/contract/index.ts'
import type { CalendarDate, ContactId, FollowUpId, WallTime } from '#shared/domain/ids.ts'
import { addDays } from '#shared/domain/time.ts'
import { openTimeServices } from '#tests/support/time-services.ts'

const friday = '2026-11-20' as CalendarDate
const daysAgo = (...days: number[]): string[] => days.map((ago) => addDays(friday, -ago))

/** Friday 20 November 2026, 09:12 in Lisbon. */
const open = async () => {
  const services = await openTimeServices()
  const { followUps, context, today } = services
  const create = async (
    contactId: ContactId,
    due: string,
    more: Partial<Parameters<typeof followUps.create>[0]> = {},
  ): Promise<FollowUpId> => {
    const [dueDay, dueTime] = due.split(' ')
    const time = dueTime === undefined ? {} : { dueTime: dueTime as WallTime }
    const step = { contactId, title: 'Call', dueDay: dueDay as CalendarDate, ...time, ...more }
    const result = await followUps.create(step, context)
    if (!result.ok) throw new Error(result.error.code)
    return result.value.id
  }
  const addDate = (
    contactId: ContactId,
    kind: string,
    date: string,
    label: string | null = null,
  ) => {
    const [year, month, day] = date.split('-').map(Number)
    const row = { contact_id: contactId, kind, label, year: year || null }
    return services.insert('important_dates', { ...row, month: month ?? 1, day: day ?? 1 })
  }
  const get = (input: Input<'today.get'> = {}) => contract.today.get.output.parse(today.get(input))
  return { ...services, create, addDate, get }
}

describe('next steps on Today', () => {
  test('overdue with the days late, today by time, the next seven days', async () => {
    const { addContact, create, get } = await open()
    const ana = await addContact('Ana')
    for (const due of [
      '2026-11-17',
      '2026-11-19',
      '2026-11-20',
      '2026-11-20 16:00',
      '2026-11-20 10:30',
      '2026-11-21',
      '2026-11-27',
      '2026-11-28',
    ]) {
      await create(ana, due, { title: due })
    }
    const page = get()
    expect({
      day: page.day,
      overdue: page.overdue.map((line) => [line.followUp.title, line.daysLate]),
      today: page.today.map((line) => line.followUp.title),
      upcoming: page.upcoming.map((line) => line.followUp.title),
      counts: [page.overdueCount, page.todayCount, page.upcomingCount],
    }).toEqual({
      day: '2026-11-20',
      overdue: [
        ['2026-11-17', 3],
        ['2026-11-19', 1],
      ],
      today: ['2026-11-20 10:30', '2026-11-20 16:00', '2026-11-20'],
      upcoming: ['2026-11-21', '2026-11-27'],
      counts: [2, 3, 2],
    })
  })

  test('every line says why', async () => {
    const { addContact, create, get, followUps, context, insert } = await open()
    const ana = await addContact('Ana')
    await create(ana, '2026-11-20 10:00', { reason: 'You promised it for Tuesday' })
    const moved = await create(ana, '2026-11-09')
    for (const day of ['2026-11-16', '2026-11-20']) {
      const dueDay = day as CalendarDate
      await followUps.snooze({ id: moved, dueDay, dueTime: '11:00' as WallTime }, context)
    }
    const done = await create(ana, '2026-11-18')
    await followUps.complete(
      {
        id: done,
        log: { kind: 'meeting' },
        nextStep: { title: 'Call', dueDay: friday, dueTime: '12:00' as WallTime },
      },
      context,
    )
    await create(ana, '2026-11-20 13:00', { recurrence: { mode: 'fixed', every: 2, unit: 'week' } })
    await create(ana, '2026-11-20 14:00')
    await insert('tags', { uid: 't', name: 'T', created_at: 0 })
    expect(get().today.map((line) => line.reason)).toEqual([
      { code: 'stated', text: 'You promised it for Tuesday' },
      { code: 'moved', times: 2, firstDueDay: '2026-11-09' },
      { code: 'from-activity', kind: 'meeting', day: '2026-11-20' },
      { code: 'recurring', every: 2, unit: 'week' },
      { code: 'planned-on', day: '2026-11-20' },
    ])
  })

  test('the owner’s day decides, wherever the owner is', async () => {
    const { addContact, create, get, clock } = await open()
    await create(await addContact('Ana'), '2026-11-20')
    clock.travel('Pacific/Auckland')
    clock.advance(4 * 3_600_000)
    expect([get().day, get().overdueCount]).toEqual(['2026-11-21', 1])
  })

  test('long lists are cut, the counts are complete', async () => {
    const { addContact, get, insert } = await open()
    const ana = await addContact('Ana')
    const rows = Array.from({ length: 70 }, (_, n) => ({
      uid: `step-${n}`,
      contact_id: ana,
      title: 'Call',
      due_day: '2026-11-20',
      first_due_day: '2026-11-20',
      created_at: 0,
    }))
    await insert('follow_ups', ...rows)
    const page = get()
    expect([page.today.length, page.todayCount]).toEqual([20, 70])
    const more = get({ lines: { today: 60 } })
    expect([more.today.length, more.todayCount]).toEqual([60, 70])
    expect(more.today.slice(0, 20)).toEqual(page.today)
  })

  test('says of whom, with the company, and what; no more than the page shows', async () => {
    const { addContact, create, get } = await open()
    const lumen = await addContact('Lumen Studio', { kind: 'company' })
    const ana = await addContact('Ana', { company_id: lumen })
    const id = await create(ana, '2026-11-20 10:30', { priority: 2 })
    expect(get().today).toEqual([
      {
        followUp: { id, title: 'Call', dueDay: '2026-11-20', dueTime: '10:30', priority: 2 },
        contact: {
          id: ana,
          kind: 'person',
          displayName: 'Ana',
          givenName: null,
          familyName: null,
          company: { id: lumen, name: 'Lumen Studio' },
        },
        reason: { code: 'planned-on', day: '2026-11-20' },
      },
    ])
  })

  test('all done: what was done today, whom, and when the next reminder comes', async () => {
    const { addContact, create, get, followUps, context } = await open()
    const [ana, bo] = [await addContact('Ana'), await addContact('Bo')]
    await followUps.complete(
      { id: await create(ana, '2026-11-20'), log: { kind: 'call' } },
      context,
    )
    await followUps.complete({ id: await create(bo, '2026-11-19') }, context)
    await followUps.skip({ id: await create(bo, '2026-11-19') }, context)
    await create(ana, '2026-11-23')
    expect(get()).toMatchObject({
      overdueCount: 0,
      todayCount: 0,
      doneToday: { followUps: 2, contacts: 1 },
      nextReminderAt: Date.UTC(2026, 10, 23, 9),
    })
  })

  test('an empty workspace has an empty page', async () => {
    expect((await open()).get()).toEqual({
      day: '2026-11-20',
      answered: [],
      answeredCount: 0,
      overdue: [],
      today: [],
      cold: [],
      coldCount: 0,
      dates: [],
      datesCount: 0,
      upcoming: [],
      upcomingCount: 0,
      overdueCount: 0,
      todayCount: 0,
      doneToday: { followUps: 0, contacts: 0 },
      nextReminderAt: null,
    })
  })
})

describe('going cold', () => {
  test('by the own rhythm, with the figures of the reason', async () => {
    const { addContact, addCalls, get } = await open()
    const sofia = await addContact('Sofia')
    await addCalls(sofia, ...daysAgo(71, 105, 139, 173, 207, 241, 275, 309, 343))
    await addCalls(await addContact('In rhythm'), ...daysAgo(10, 44, 78))
    await addCalls(await addContact('Only twice'), ...daysAgo(200, 210))
    expect(get()).toMatchObject({
      coldCount: 1,
      cold: [
        {
          contact: { id: sofia },
          reason: {
            code: 'own-rhythm',
            medianGapDays: 34,
            silenceDays: 71,
            contactDayCount: 9,
            isRoughGuess: false,
          },
        },
      ],
    })
  })

  test('by the agreed rhythm from its day on, also before the first contact', async () => {
    const { addContact, addCalls, rhythms, context, get } = await open()
    const ids = []
    for (const last of [30, 29, null]) {
      const id = await addContact('Ana', last === null ? { created_at: Date.UTC(2026, 8, 1) } : {})
      if (last !== null) await addCalls(id, ...daysAgo(last))
      await rhythms.set({ target: { contactId: id }, everyDays: 30 }, context)
      ids.push(id)
    }
    expect(get().cold.map((line) => [line.contact.id, line.reason])).toEqual([
      [
        ids[0],
        {
          code: 'agreed-rhythm',
          everyDays: 30,
          silenceDays: 30,
          source: 'contact',
          sourceName: null,
        },
      ],
      [
        ids[2],
        {
          code: 'agreed-rhythm',
          everyDays: 30,
          silenceDays: null,
          source: 'contact',
          sourceName: null,
        },
      ],
    ])
  })

  test('those who turned cold last come first', async () => {
    const { addContact, addCalls, get } = await open()
    const [old, fresh] = [await addContact('Old'), await addContact('Fresh')]
    await addCalls(old, ...daysAgo(400, 410, 420))
    await addCalls(fresh, ...daysAgo(16, 26, 36))
    expect(get().cold.map((line) => line.contact.id)).toEqual([fresh, old])
  })

  test('not who has a next step in sight, nor who must not be contacted', async () => {
    const { addContact, addCalls, create, get, today } = await open()
    const past = daysAgo(100, 110, 120)
    const [soon, later] = [await addContact('Soon'), await addContact('Later')]
    const never = await addContact('Never', { do_not_contact: 1 })
    for (const id of [soon, later, never]) await addCalls(id, ...past)
    await create(soon, '2026-11-27 18:00')
    await create(later, '2026-11-28')
    expect(get().cold.map((line) => line.contact.id)).toEqual([later])
    expect(today.count()).toEqual({ due: 0, cold: 1 })
  })
})

describe('birthdays and dates', () => {
  test('of today and the fourteen days after it, nearest first, with age and reason', async () => {
    const { addContact, addDate, get } = await open()
    const ana = await addContact('Ana')
    await addDate(ana, 'birthday', '1986-12-4')
    await addDate(ana, 'birthday', '0-11-21')
    await addDate(ana, 'anniversary', '2019-11-20', 'Studio opened')
    await addDate(ana, 'other', '0-11-25', 'Exam')
    await addDate(ana, 'birthday', '1990-12-5')
    await addDate(ana, 'birthday', '1990-11-19')
    expect(
      get().dates.map(({ kind, label, day, inDays, years, reason }) => ({
        kind,
        label,
        day,
        inDays,
        years,
        reason,
      })),
    ).toEqual([
      {
        kind: 'anniversary',
        label: 'Studio opened',
        day: '2026-11-20',
        inDays: 0,
        years: 7,
        reason: { code: 'since', year: 2019, years: 7 },
      },
      {
        kind: 'birthday',
        label: null,
        day: '2026-11-21',
        inDays: 1,
        years: null,
        reason: { code: 'year-unknown' },
      },
      {
        kind: 'other',
        label: 'Exam',
        day: '2026-11-25',
        inDays: 5,
        years: null,
        reason: { code: 'year-unknown' },
      },
      {
        kind: 'birthday',
        label: null,
        day: '2026-12-04',
        inDays: 14,
        years: 40,
        reason: { code: 'born', year: 1986, month: 12, day: 4 },
      },
    ])
  })

  test.each([
    ['2027-02-20', '2027-02-28', 31],
    ['2028-02-20', '2028-02-29', 32],
  ])('29 February, seen from %s, is kept on %s', async (now, kept, years) => {
    const { addContact, addDate, get, clock } = await open()
    await addDate(await addContact('Leap'), 'birthday', '1996-2-29')
    clock.set(Date.parse(`${now}T12:00:00Z`))
    expect(get().dates.map(({ day, years: turns }) => [day, turns])).toEqual([[kept, years]])
  })

  test('over New Year the age is that of the new year', async () => {
    const { addContact, addDate, get, clock } = await open()
    await addDate(await addContact('Jan'), 'birthday', '1990-1-3')
    clock.set(Date.parse('2026-12-28T12:00:00Z'))
    expect(get().dates).toMatchObject([{ day: '2027-01-03', inDays: 6, years: 37 }])
  })

  test('are counted beyond those that are shown', async () => {
    const { addContact, get, insert } = await open()
    const [ana, never] = [await addContact('Ana'), await addContact('No', { do_not_contact: 1 })]
    const dates = Array.from({ length: 30 }, (_, n) => ({
      contact_id: n < 28 ? ana : never,
      kind: 'birthday' as const,
      month: n < 15 ? 11 : 12,
      day: n < 15 ? 21 + (n % 5) : 1 + (n % 4),
    }))
    await insert('important_dates', ...dates)
    await insert('important_dates', { ...dates[0], contact_id: ana, kind: 'other', day: 19 })
    const page = get()
    expect([page.dates.length, page.datesCount]).toEqual([20, 28])
    const all = get({ lines: { dates: 100 } }).dates
    expect(all.length).toBe(28)
    expect(all.map(({ inDays }) => inDays)).toEqual(
      all.map(({ inDays }) => inDays).toSorted((a, b) => a - b),
    )
  })

  test('not of somebody who must not be contacted', async () => {
    const { addContact, addDate, get } = await open()
    await addDate(await addContact('Never', { do_not_contact: 1 }), 'birthday', '1990-11-21')
    expect([get().dates, get().datesCount]).toEqual([[], 0])
  })
})

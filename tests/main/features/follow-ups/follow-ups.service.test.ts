import { describe, expect, test } from 'vitest'
import type { CalendarDate, ContactId, FollowUpId, WallTime } from '#shared/domain/ids.ts'
import type { Result } from '#shared/domain/result.ts'
import { openTimeServices } from '#tests/support/time-services.ts'

const day = (text: string): CalendarDate => text as CalendarDate
const time = (text: string): WallTime => text as WallTime
const hour = 3_600_000

const valueOf = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}

/** Friday 20 November 2026, 09:12 in Lisbon; one contact. */
const open = async () => {
  const services = await openTimeServices()
  const contactId = await services.addContact('Ana Ferreira')
  const { followUps, context, connection } = services
  const create = async (
    dueDay: string,
    more: Partial<Parameters<typeof followUps.create>[0]> = {},
  ): Promise<FollowUpId> => {
    const input = { contactId, title: 'Call again', dueDay: day(dueDay), ...more }
    return valueOf(await followUps.create(input, context)).id
  }
  const steps = () => followUps.list({ contactId }).followUps
  const step = (id: FollowUpId) => steps().find((one) => one.id === id)
  const all = (sql: string) => connection.reader.allSql<Record<string, unknown>>(sql)
  return { ...services, contactId, create, steps, step, all }
}

describe('planning', () => {
  test('a next step says everything it was given', async () => {
    const { create, step, contactId } = await open()
    const id = await create('2026-11-24', {
      dueTime: time('15:00'),
      reason: 'You promised it',
      priority: 2,
      recurrence: { mode: 'fixed', every: 1, unit: 'month' },
    })
    expect(step(id)).toEqual({
      id,
      contact: { id: contactId, name: 'Ana Ferreira', companyName: null },
      title: 'Call again',
      reason: 'You promised it',
      dueDay: '2026-11-24',
      dueTime: '15:00',
      timeZone: 'Europe/Lisbon',
      firstDueDay: '2026-11-24',
      snoozeCount: 0,
      priority: 2,
      recurrence: { mode: 'fixed', every: 1, unit: 'month' },
      status: 'open',
      completedAt: null,
      outcome: null,
    })
  })

  test('with nobody there is nothing to plan', async () => {
    const { followUps, context, all } = await open()
    const input = { contactId: 99 as ContactId, title: 'Call', dueDay: day('2026-11-24') }
    expect(await followUps.create(input, context)).toEqual({
      ok: false,
      error: { code: 'not-found', data: { what: 'contact' } },
    })
    expect(all('select * from follow_ups')).toEqual([])
  })

  test('the list is soonest first, whole days after times, urgent ones before', async () => {
    const { create, steps } = await open()
    await create('2026-11-25', { title: 'whole day' })
    await create('2026-11-25', { title: 'urgent', priority: 2 })
    await create('2026-11-25', { title: 'at ten', dueTime: time('10:00') })
    await create('2026-11-24', { title: 'before' })
    expect(steps().map((one) => one.title)).toEqual(['before', 'at ten', 'urgent', 'whole day'])
  })

  test('the contact keeps the soonest open step in sight', async () => {
    const { create, followUps, context, all } = await open()
    const id = await create('2026-11-24', { dueTime: time('15:00') })
    await create('2026-12-02')
    const kept = 'select next_step_id as id, next_step_due as due from contacts'
    expect(all(kept)).toEqual([{ id, due: '2026-11-24T15:00' }])
    await followUps.delete({ id }, context)
    expect(all(kept)).toEqual([{ id: 2, due: '2026-12-02' }])
  })
})

describe('changing', () => {
  test('only what is named changes, and a new day is a new first day', async () => {
    const { create, step, followUps, context } = await open()
    const id = await create('2026-11-24', { dueTime: time('15:00'), reason: 'Because' })
    await followUps.update({ id, dueDay: day('2026-11-26'), reason: null }, context)
    expect(step(id)).toMatchObject({
      title: 'Call again',
      dueDay: '2026-11-26',
      dueTime: '15:00',
      timeZone: 'Europe/Lisbon',
      firstDueDay: '2026-11-26',
      reason: null,
      snoozeCount: 0,
    })
  })

  test('a time set anew is one of the zone the owner is in', async () => {
    const { create, step, followUps, context, clock } = await open()
    const id = await create('2026-11-24', { dueTime: time('15:00') })
    clock.travel('Asia/Shanghai')
    await followUps.update({ id, title: 'Other words' }, context)
    expect(step(id)?.timeZone).toBe('Europe/Lisbon')
    await followUps.update({ id, dueTime: time('16:00') }, context)
    expect(step(id)?.timeZone).toBe('Asia/Shanghai')
    await followUps.update({ id, dueTime: null }, context)
    expect(step(id)).toMatchObject({ dueTime: null, timeZone: null })
  })

  test('later counts the move and remembers the first day', async () => {
    const { create, step, followUps, context } = await open()
    const id = await create('2026-11-09', { dueTime: time('15:00') })
    await followUps.snooze({ id, dueDay: day('2026-11-16') }, context)
    await followUps.snooze({ id, dueDay: day('2026-11-23'), dueTime: null }, context)
    expect(step(id)).toMatchObject({
      dueDay: '2026-11-23',
      dueTime: null,
      firstDueDay: '2026-11-09',
      snoozeCount: 2,
    })
  })

  test('moving to the same day is no move and no operation', async () => {
    const { create, followUps, context } = await open()
    const id = await create('2026-11-24')
    const moved = await followUps.snooze({ id, dueDay: day('2026-11-24') }, context)
    expect(moved).toEqual({ ok: true, value: { operationId: null } })
  })

  test.each(['update', 'snooze', 'complete', 'skip', 'delete'] as const)(
    '%s of a step that is gone',
    async (act) => {
      const { followUps, context } = await open()
      const input = { id: 99 as FollowUpId, dueDay: day('2026-11-24') }
      expect(await followUps[act](input, context)).toEqual({
        ok: false,
        error: { code: 'not-found', data: { what: 'follow-up' } },
      })
    },
  )

  test.each(['update', 'snooze', 'complete', 'skip'] as const)(
    '%s of a step that is done',
    async (act) => {
      const { create, followUps, context } = await open()
      const id = await create('2026-11-24')
      await followUps.complete({ id }, context)
      expect(await followUps[act]({ id, dueDay: day('2026-11-30') }, context)).toEqual({
        ok: false,
        error: { code: 'not-open', data: { status: 'done' } },
      })
    },
  )
})

describe('completing', () => {
  test('logs what happened and plans what was asked for, in one operation', async () => {
    const { create, followUps, context, all, step, contactId } = await open()
    const id = await create('2026-11-20')
    const operations = 'select count(*) as n from operations'
    const [before] = all(operations)
    const done = valueOf(
      await followUps.complete(
        {
          id,
          outcome: 'Wants two dates',
          log: { kind: 'call', body: 'Long talk' },
          nextStep: { title: 'Send dates', dueDay: day('2026-11-23'), dueTime: time('10:00') },
        },
        context,
      ),
    )
    expect(done).toMatchObject({ activityId: 1, nextFollowUpId: 2, nothingPlanned: false })
    expect(step(id)).toMatchObject({
      status: 'done',
      outcome: 'Wants two dates',
      completedAt: Date.UTC(2026, 10, 20, 9, 12),
    })
    expect(
      all('select contact_id, kind, day, body, outcome, follow_up_id from activities'),
    ).toEqual([
      {
        contact_id: contactId,
        kind: 'call',
        day: '2026-11-20',
        body: 'Long talk',
        outcome: 'Wants two dates',
        follow_up_id: id,
      },
    ])
    expect(all('select origin_activity_id as origin from follow_ups where id = 2')).toEqual([
      { origin: 1 },
    ])
    expect(all(operations)[0]?.['n']).toBe(Number(before?.['n']) + 1)
  })

  test('without a kind it leaves a note, which is no contact, and says that nothing is planned', async () => {
    const { create, followUps, context, all } = await open()
    const id = await create('2026-11-20')
    const done = valueOf(await followUps.complete({ id }, context))
    expect(done).toMatchObject({ nextFollowUpId: null, nothingPlanned: true })
    expect(all('select kind from activities')).toEqual([{ kind: 'note' }])
    expect(all('select last_contact_day as day from contacts')).toEqual([{ day: null }])
  })

  test('the day it was done is the owner’s day', async () => {
    const { create, followUps, context, clock, all } = await open()
    const id = await create('2026-11-20')
    clock.travel('Pacific/Auckland')
    clock.advance(4 * hour)
    await followUps.complete({ id }, context)
    expect(all('select completed_day as day from follow_ups')).toEqual([{ day: '2026-11-21' }])
  })

  test('a fixed series goes on from its first day, however late or moved', async () => {
    const { create, followUps, context, steps, clock } = await open()
    const recurrence = { mode: 'fixed', every: 1, unit: 'month' } as const
    const first = await create('2026-10-31', { recurrence, reason: 'Monthly', priority: 1 })
    const second = valueOf(await followUps.complete({ id: first }, context)).nextFollowUpId
    if (second === null) throw new Error('no next step')
    await followUps.snooze({ id: second, dueDay: day('2026-12-04') }, context)
    clock.advance(14 * 24 * hour)
    await followUps.complete({ id: second }, context)
    expect(
      steps().map((one) => [one.dueDay, one.firstDueDay, one.status, one.reason, one.priority]),
    ).toEqual([
      ['2026-10-31', '2026-10-31', 'done', 'Monthly', 1],
      ['2026-12-04', '2026-11-30', 'done', 'Monthly', 1],
      ['2026-12-31', '2026-12-31', 'open', 'Monthly', 1],
    ])
  })

  test('a series after completion counts from the day it was done', async () => {
    const { create, followUps, context, steps } = await open()
    const recurrence = { mode: 'after-completion', every: 2, unit: 'week' } as const
    const id = await create('2026-11-01', { recurrence, dueTime: time('10:00') })
    await followUps.complete({ id }, context)
    expect(steps().at(-1)).toMatchObject({ dueDay: '2026-12-04', dueTime: '10:00', recurrence })
  })

  test('skipping closes without a trace in the timeline and goes on', async () => {
    const { create, followUps, context, all } = await open()
    const recurrence = { mode: 'fixed', every: 1, unit: 'week' } as const
    const id = await create('2026-11-16', { recurrence })
    const skipped = valueOf(await followUps.skip({ id }, context))
    expect(skipped).toMatchObject({ nextFollowUpId: 2 })
    expect(all('select status, due_day as day from follow_ups order by id')).toEqual([
      { status: 'skipped', day: '2026-11-16' },
      { status: 'open', day: '2026-11-23' },
    ])
    expect(all('select * from activities')).toEqual([])
  })

  test('a changed day starts the series anew', async () => {
    const { create, followUps, context, steps } = await open()
    const recurrence = { mode: 'fixed', every: 1, unit: 'week' } as const
    const id = await create('2026-11-16', { recurrence })
    await followUps.update({ id, dueDay: day('2026-11-18') }, context)
    await followUps.complete({ id }, context)
    expect(steps().at(-1)?.dueDay).toBe('2026-11-25')
  })
})

import { describe, expect, it } from 'vitest'
import type { ActivityId } from '#shared/domain/ids.ts'
import { fridayMorning } from '#tests/support/fake-clock.ts'
import { day, openPeople } from '#tests/support/people.ts'

const hour = 3_600_000

describe('activities.log', () => {
  it('logs now, in the day of the owner’s zone, and moves the last contact', async () => {
    const app = await openPeople()
    const contactId = await app.person('Anna')
    app.clock.travel('Pacific/Auckland')
    app.clock.set(Date.UTC(2026, 10, 20, 23, 30))
    await app.call('activities.log', { contactId, kind: 'call', body: '  ' })
    const { activities } = await app.call('activities.list', { contactId })
    expect(activities).toMatchObject([
      { kind: 'call', day: '2026-11-21', body: null, at: app.clock.now(), isAnswered: false },
    ])
    const record = await app.call('contacts.get', { id: contactId })
    expect(record).toMatchObject({
      lastContactAt: app.clock.now(),
      activityCounts: { call: 1 },
      rhythm: { contactDays: ['2026-11-21'] },
    })
  })

  it('counts a note as no contact', async () => {
    const app = await openPeople()
    const contactId = await app.person('Anna')
    await app.call('activities.log', { contactId, kind: 'note', body: 'likes tea' })
    expect((await app.call('contacts.get', { id: contactId })).lastContactAt).toBeNull()
  })

  it('plans the next step in the same operation', async () => {
    const app = await openPeople()
    const contactId = await app.person('Anna')
    const logged = await app.call('activities.log', {
      contactId,
      kind: 'meeting',
      nextStep: { title: 'Send the offer', dueDay: day('2026-11-24') },
    })
    const record = await app.call('contacts.get', { id: contactId })
    expect(record.nextSteps).toEqual([
      { id: logged.followUpId, title: 'Send the offer', dueDay: '2026-11-24', dueTime: null },
    ])
    expect(record.nextStep?.id).toBe(logged.followUpId)
  })

  it('answers not-found for a contact that is gone', async () => {
    const app = await openPeople()
    expect(await app.failure('activities.log', { contactId: 9, kind: 'call' })).toBe('not-found')
  })
})

describe('activities.list', () => {
  it('pages newest first, by kinds and by words', async () => {
    const app = await openPeople()
    const contactId = await app.person('Anna')
    const other = await app.person('Ben')
    await app.call('activities.log', { contactId: other, kind: 'call' })
    const ids: ActivityId[] = []
    for (let round = 0; round < 7; round += 1) {
      const { id } = await app.call('activities.log', {
        contactId,
        kind: round % 2 ? 'call' : 'note',
        // Two at the same moment, and not in the order in which they were entered.
        at: fridayMorning - Math.floor(round / 2) * hour,
        body: `round ${round} 知识产权`,
      })
      ids.push(id)
    }
    const expected = [ids[1], ids[0], ids[3], ids[2], ids[5], ids[4], ids[6]]
    const shown: ActivityId[] = []
    let after: string | undefined
    do {
      const page = await app.call('activities.list', {
        contactId,
        limit: 3,
        ...(after ? { after } : {}),
      })
      shown.push(...page.activities.map(({ id }) => id))
      after = page.nextCursor ?? undefined
    } while (after)
    expect(shown).toEqual(expected)
    const calls = await app.call('activities.list', { contactId, kinds: ['call'] })
    expect(calls.activities.map(({ id }) => id)).toEqual([ids[1], ids[3], ids[5]])
    const found = await app.call('activities.list', { contactId, search: 'rou 产权', limit: 2 })
    expect(found.activities.map(({ id }) => id)).toEqual([ids[1], ids[0]])
    expect(found.nextCursor).not.toBeNull()
    const none = await app.call('activities.list', { contactId, search: 'ound' })
    expect(none.activities).toEqual([])
    for (const wrong of ['', 'x', Buffer.from('1e9 2').toString('base64url')]) {
      expect(await app.failure('activities.list', { contactId, after: wrong })).toBe('bad-cursor')
    }
  })
})

it('searches a long timeline to its end, and other calls have their turn meanwhile', async () => {
  const app = await openPeople()
  const contactId = await app.person('Anna')
  const log = (body: string, at: number) =>
    app.call('activities.log', { contactId, kind: 'note', body, at })
  const oldest = await log('zebra', 0)
  for (let n = 1; n <= 250; n += 1) await log('horse', n)
  const order: string[] = []
  const search = app.call('activities.list', { contactId, search: 'zebra' })
  const count = app.call('contacts.count', {})
  await Promise.all([
    search.then(() => order.push('search')),
    count.then(() => order.push('count')),
  ])
  expect((await search).activities.map(({ id }) => id)).toEqual([oldest.id])
  expect(order).toEqual(['count', 'search'])
})

it('shows what a text would become without saving it', async () => {
  const app = await openPeople()
  const text = 'Asked about a winter course. Call again next Tuesday 3pm'
  expect(await app.call('activities.preview', { text })).toMatchObject({
    body: expect.stringContaining('winter course'),
    nextStep: { dueDay: '2026-11-24', dueTime: '15:00' },
  })
  expect(await app.call('followUps.list', {})).toEqual({ followUps: [] })
})

it('does not write over what another window made of a note, and can keep both', async () => {
  const app = await openPeople()
  const contactId = await app.person('Anna', { notes: 'old' })
  const { id } = await app.call('activities.log', { contactId, kind: 'note', body: 'old' })
  await app.call('contacts.update', { id: contactId, notes: 'theirs' })
  await app.call('activities.update', { id, body: 'theirs' })
  const asked = { text: 'old', otherwise: 'ask' } as const
  const both = { text: 'old', otherwise: 'keep-both' } as const
  const notes = async () => (await app.call('contacts.get', { id: contactId })).notes
  const body = async () => (await app.call('activities.list', { contactId })).activities[0]?.body

  const refused = 'changed-elsewhere'
  const mine = { id: contactId, notes: 'mine' }
  expect(await app.failure('contacts.update', { ...mine, basedOn: asked })).toBe(refused)
  expect(await app.failure('activities.update', { id, body: 'mine', basedOn: asked })).toBe(refused)
  expect([await notes(), await body()]).toEqual(['theirs', 'theirs'])
  await app.call('contacts.update', { ...mine, basedOn: both })
  await app.call('activities.update', { id, body: 'mine', basedOn: both })
  expect([await notes(), await body()]).toEqual(['theirs\n\nmine', 'theirs\n\nmine'])
})

it('changes and deletes what was logged', async () => {
  const app = await openPeople()
  const contactId = await app.person('Anna')
  const { id } = await app.call('activities.log', { contactId, kind: 'call', body: 'x' })
  await app.call('activities.update', {
    id,
    at: fridayMorning - 48 * hour,
    body: null,
    kind: 'meeting',
  })
  const { activities } = await app.call('activities.list', { contactId })
  expect(activities).toMatchObject([{ day: '2026-11-18', body: null, kind: 'meeting' }])
  expect((await app.call('contacts.get', { id: contactId })).rhythm.lastContactDay).toBe(
    '2026-11-18',
  )
  await app.call('activities.delete', { id })
  expect((await app.call('contacts.get', { id: contactId })).lastContactAt).toBeNull()
  expect(await app.failure('activities.update', { id, body: 'y' })).toBe('not-found')
  expect(await app.failure('activities.delete', { id })).toBe('not-found')
})

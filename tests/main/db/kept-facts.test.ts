import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { recomputeDerived } from '#main/db/kept-facts/kept-facts.ts'
import type { CalendarDate } from '#shared/domain/ids.ts'
import { addDays } from '#shared/domain/time.ts'
import { keptRhythm } from '#tests/support/kept-rhythm.ts'
import { SeededRandom } from '#tests/support/seeded-random.ts'
import { openTestDatabase, owner, type TestDatabase } from '#tests/support/test-database.ts'

describe('kept facts', () => {
  let database: TestDatabase
  beforeEach(async () => {
    database = await openTestDatabase()
    await contact('Ann')
  })
  afterEach(() => database.discard())

  let counter = 0
  const uid = (): string => `u${(counter += 1)}`
  const contact = (name: string, kind = 'person') =>
    database.sql(
      'insert into contacts(uid, kind, display_name, created_at) values(?, ?, ?, ?)',
      uid(),
      kind,
      name,
      Date.UTC(2026, 0, 1),
    )
  const activity = (day: string, kind = 'call', isAnswered = 0) =>
    database.sql(
      `insert into activities(uid, contact_id, kind, at, day, is_answered) values(?, 1, ?, ?, ?, ?)`,
      uid(),
      kind,
      Date.parse(day),
      day,
      isAnswered,
    )
  const kept = (columns: string, id = 1): unknown =>
    database.reader.firstSql(`select ${columns} from contacts where id = ?`, id)

  it('ranks stages and sorts people by the key of their company', async () => {
    await contact('Zenith', 'company')
    await database.sql(`update contacts set company_id = 2, stage = 'retain' where id = 1`)
    expect(kept('stage_rank, company_sort_key')).toEqual({
      stage_rank: 3,
      company_sort_key: database.value('select sort_key from contacts where id = 2'),
    })
    await database.sql(`update contacts set display_name = 'Acme' where id = 2`)
    expect(kept('company_sort_key')).toEqual({ company_sort_key: 'acme' })
    await database.sql('delete from contacts where id = 2')
    expect(kept('company_sort_key')).toEqual({ company_sort_key: null })
  })

  it('sorts by the first tag, whatever it is called now', async () => {
    await database.act((tx) => {
      for (const name of ['Beta', 'gamma']) {
        const tag = tx.runSql(
          'insert into tags(uid, name, created_at) values(?, ?, 0)',
          uid(),
          name,
        )
        tx.runSql('insert into contact_tags(contact_id, tag_id) values(1, ?)', tag.insertId)
      }
    })
    expect(kept('tag_sort_key')).toEqual({ tag_sort_key: 'beta' })
    await database.sql(`update tags set name = 'Alpha' where name = 'gamma'`)
    expect(kept('tag_sort_key')).toEqual({ tag_sort_key: 'alpha' })
    await database.sql(`delete from tags where name = 'Alpha'`)
    expect(kept('tag_sort_key')).toEqual({ tag_sort_key: 'beta' })
  })

  it('takes the primary way to reach somebody, else the first', async () => {
    const point = (kind: string, raw: string, isPrimary: number, position: number) =>
      database.sql(
        `insert into contact_points(contact_id, kind, raw, is_primary, position) values(1, ?, ?, ?, ?)`,
        kind,
        raw,
        isPrimary,
        position,
      )
    await point('email', 'Second@x.com', 0, 2)
    await point('email', 'first@x.com', 0, 1)
    expect(kept('email_sort_key, phone_sort_key')).toEqual({
      email_sort_key: 'first@x.com',
      phone_sort_key: null,
    })
    await database.sql(`update contact_points set is_primary = 1 where raw = 'Second@x.com'`)
    await point('phone', '+49 30 1', 0, 0)
    expect(kept('email_sort_key, phone_sort_key')).toEqual({
      email_sort_key: 'second@x.com',
      phone_sort_key: '+49 30 1',
    })
  })

  it('takes the country of the primary address, else of the first that has one', async () => {
    await database.sql(`insert into addresses(contact_id, city, position) values(1, 'Oslo', 0)`)
    await database.sql(`insert into addresses(contact_id, country, position) values(1, 'NO', 1)`)
    await database.sql(`insert into addresses(contact_id, country, position) values(1, 'DE', 2)`)
    expect(kept('country')).toEqual({ country: 'NO' })
    await database.sql(`update addresses set is_primary = 1 where country = 'DE'`)
    expect(kept('country')).toEqual({ country: 'DE' })
  })

  it('knows real contacts from notes and unanswered mails', async () => {
    await activity('2026-01-01')
    await activity('2026-02-01', 'note')
    await activity('2026-02-02', 'mail-sent')
    expect(kept('last_contact_day, contact_day_count')).toEqual({
      last_contact_day: '2026-01-01',
      contact_day_count: 1,
    })
    await database.sql(`update activities set is_answered = 1 where kind = 'mail-sent'`)
    expect(kept('last_contact_day, contact_day_count, last_contact_at')).toEqual({
      last_contact_day: '2026-02-02',
      contact_day_count: 2,
      last_contact_at: Date.parse('2026-02-02'),
    })
  })

  it('agrees with the engine about gaps and going cold', async () => {
    const random = new SeededRandom(7)
    for (let round = 0; round < 40; round++) {
      await database.sql('delete from activities')
      const days = Array.from({ length: random.integer(12) }, () =>
        addDays('2025-01-01' as CalendarDate, random.integer(400)),
      )
      await database.act((tx) => {
        for (const day of days) {
          tx.runSql(
            `insert into activities(uid, contact_id, kind, at, day) values(?, 1, 'meeting', 0, ?)`,
            uid(),
            day,
          )
        }
      })
      const { contactDayCount, medianGapDays, coldFrom } = keptRhythm(days)
      expect(kept('contact_day_count, median_gap_days, cold_from')).toEqual({
        contact_day_count: contactDayCount,
        median_gap_days: medianGapDays,
        cold_from: coldFrom,
      })
    }
  })

  it('lets the nearest rhythm win: contact, then the shortest tag, then importance', async () => {
    const rhythm = 'rhythm_days, rhythm_source, rhythm_source_id, rhythm_due'
    await database.sql('update contacts set importance = 2')
    await database.sql('insert into rhythms(importance, every_days) values(2, 90)')
    expect(kept(rhythm)).toEqual({
      rhythm_days: 90,
      rhythm_source: 'importance',
      rhythm_source_id: 2,
      rhythm_due: '2026-04-01',
    })
    await database.act((tx) => {
      for (const [name, days] of [
        ['a', 60],
        ['b', 30],
      ] as const) {
        const tag = tx.runSql(
          'insert into tags(uid, name, created_at) values(?, ?, 0)',
          uid(),
          name,
        )
        tx.runSql('insert into rhythms(tag_id, every_days) values(?, ?)', tag.insertId, days)
        tx.runSql('insert into contact_tags(contact_id, tag_id) values(1, ?)', tag.insertId)
      }
    })
    expect(kept(rhythm)).toMatchObject({
      rhythm_days: 30,
      rhythm_source: 'tag',
      rhythm_source_id: 2,
    })
    await activity('2026-03-01')
    expect(kept(rhythm)).toMatchObject({ rhythm_due: '2026-03-31' })
    await database.sql('insert into rhythms(contact_id, every_days) values(1, 7)')
    expect(kept(rhythm)).toEqual({
      rhythm_days: 7,
      rhythm_source: 'contact',
      rhythm_source_id: null,
      rhythm_due: '2026-03-08',
    })
    await database.sql('delete from rhythms where contact_id = 1')
    await database.sql(`delete from tags where name = 'b'`)
    expect(kept(rhythm)).toMatchObject({ rhythm_days: 60, rhythm_source_id: 1 })
    await database.sql('delete from rhythms')
    expect(kept(rhythm)).toEqual({
      rhythm_days: null,
      rhythm_source: null,
      rhythm_source_id: null,
      rhythm_due: null,
    })
  })

  it('finds the soonest open next step; a time comes before the rest of its day', async () => {
    const plan = (day: string, time: string | null) =>
      database.sql(
        `insert into follow_ups(uid, contact_id, title, due_day, due_time, first_due_day, created_at)
          values(?, 1, 'Call', ?, ?, ?, 0)`,
        uid(),
        day,
        time,
        day,
      )
    await plan('2026-12-02', null)
    await plan('2026-12-01', null)
    await plan('2026-12-01', '09:30')
    expect(kept('next_step_id, next_step_due')).toEqual({
      next_step_id: 3,
      next_step_due: '2026-12-01T09:30',
    })
    await database.sql(`update follow_ups set status = 'done' where id = 3`)
    expect(kept('next_step_id, next_step_due')).toEqual({
      next_step_id: 2,
      next_step_due: '2026-12-01',
    })
  })

  it('keeps who wrote and waits, until the owner was in touch, plans or says so', async () => {
    const nobody = { waiting_since: null, waiting_message_id: null }
    const waiting = () => kept('waiting_since, waiting_message_id')
    const mail = (at: number, more: Record<string, string | number> = {}) => {
      const values = { uid: uid(), contact_id: 1, direction: 'in', at, ...more }
      return database.sql(
        `insert into messages(from_address, to_address, subject, body, ${Object.keys(values).join(', ')})
          values('', '', '', '', ${Object.keys(values)
            .map(() => '?')
            .join(', ')})`,
        ...Object.values(values),
      )
    }
    const touch = (kind: string, at: number) =>
      database.sql(
        `insert into activities(uid, contact_id, kind, at, day) values(?, 1, ?, ?, '2026-01-01')`,
        uid(),
        kind,
        at,
      )
    // Who has just become a contact may have written in the week before.
    await database.sql('update contacts set created_at = 604800120')
    await mail(119)
    await mail(120, { kind: 'machine' })
    await mail(120, { direction: 'out' })
    expect(waiting()).toEqual(nobody)
    await mail(200)
    await mail(150)
    expect(waiting()).toEqual({ waiting_since: 200, waiting_message_id: 4 })
    await touch('note', 300)
    await touch('mail-received', 300)
    await touch('call', 200)
    expect(waiting()).toEqual({ waiting_since: 200, waiting_message_id: 4 })
    await touch('mail-sent', 201)
    expect(waiting()).toEqual(nobody)
    await mail(400)
    expect(waiting()).toEqual({ waiting_since: 400, waiting_message_id: 6 })
    const planned = `insert into follow_ups(uid, contact_id, title, due_day, first_due_day, created_at)
      values(?, 1, 'Call', '2026-01-01', '2026-01-01', 401)`
    await database.sql(planned, uid())
    expect(waiting()).toEqual(nobody)
    await database.sql('delete from follow_ups')
    expect(waiting()).toEqual({ waiting_since: 400, waiting_message_id: 6 })
    await touch('mail-received', 400)
    await database.sql('update messages set activity_id = 5 where id = 6')
    await database.sql('update activities set is_answered = 1 where id = 5')
    expect(waiting()).toEqual(nobody)
    await database.sql('update activities set is_answered = 0 where id = 5')
    await database.sql(
      `insert into email_accounts(uid, address, from_name, smtp_host, smtp_port, smtp_security,
        user_name, created_at) values('a', 'me@hale.example', 'Me', 'x', 25, 'tls', 'me', 401)`,
    )
    await database.sql('update messages set account_id = 1 where id = 6')
    expect(waiting()).toEqual(nobody)
    await database.sql('delete from messages')
    expect(waiting()).toEqual(nobody)
  })

  it('keeps the search index in step, also through delete and undo', async () => {
    const find = (table: string, word: string): number =>
      Number(database.value(`select count(*) from ${table} where ${table} match ?`, word))
    await database.sql(`update contacts set notes = 'likes sailing'`)
    await database.sql(
      `insert into activities(uid, contact_id, kind, at, day, body) values('x', 1, 'note', 0, '2026-01-01', 'about harbours')`,
    )
    const all = () => [
      find('search_names', '"^ann"'),
      find('search_notes', 'sailing'),
      find('search_activities', 'harbours'),
    ]
    expect(all()).toEqual([1, 1, 1])
    const deletion = await database.sql('delete from contacts')
    expect(all()).toEqual([0, 0, 0])
    database.operations.undo({ context: owner, id: deletion! })
    expect(all()).toEqual([1, 1, 1])
    await database.sql(`update contacts set display_name = 'Berta', notes = null`)
    expect(all()).toEqual([0, 0, 1])
  })

  it('are what a recompute from nothing says', async () => {
    await activity('2026-01-01')
    database.executor.database.exec('begin')
    expect(recomputeDerived(database.executor)).toBe(0)
    database.executor.runSql(`update contacts set sort_key = 'wrong'`)
    expect(recomputeDerived(database.executor)).toBe(1)
    database.executor.database.exec('rollback')
  })

  it('are the same when few contacts are looked at at once, whoever comes first', async () => {
    await contact('Zenith', 'company')
    await database.sql(`update contacts set company_id = 2 where id = 1`)
    await contact('Berta')
    await database.sql(`update contacts set company_id = 2 where id = 3`)
    await activity('2026-01-01')
    const state = (): unknown =>
      database.reader.allSql('select * from contacts c join search_texts s on s.contact_id = c.id')
    const before = state()
    for (const atOnce of [1, 2, 100]) {
      database.executor.database.exec('begin')
      database.executor.runSql(
        `update contacts set sort_key = 'wrong', company_sort_key = 'wrong', last_contact_day = null`,
      )
      expect(recomputeDerived(database.executor, atOnce)).toBe(3)
      expect(state()).toEqual(before)
      database.executor.database.exec('rollback')
    }
  })
})

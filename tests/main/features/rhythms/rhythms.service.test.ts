import { describe, expect, test } from 'vitest'
import type { CalendarDate, ContactId, TagId } from '#shared/domain/ids.ts'
import { addDays } from '#shared/domain/time.ts'
import { keepInTouch, keptRhythm, rhythmDue } from '#tests/support/kept-rhythm.ts'
import { openTimeServices } from '#tests/support/time-services.ts'

const today = '2026-11-20' as CalendarDate

const open = async () => {
  const services = await openTimeServices()
  const { rhythms, context, insert, connection } = services
  const addTag = async (name: string, ...contacts: ContactId[]): Promise<TagId> => {
    const id = (await insert('tags', { uid: `tag-${name}`, name, created_at: 0 })) as TagId
    for (const contactId of contacts) {
      await insert('contact_tags', { contact_id: contactId, tag_id: id })
    }
    return id
  }
  const set = (target: Parameters<typeof rhythms.set>[0]['target'], everyDays: number | null) =>
    rhythms.set({ target, everyDays }, context)
  const kept = (id: ContactId) =>
    connection.reader.firstSql<Record<string, unknown>>(
      `select rhythm_days as days, rhythm_source as source, rhythm_source_id as sourceId,
        rhythm_due as due from contacts where id = ?`,
      id,
    )
  return { ...services, addTag, set, kept }
}

describe('agreed rhythms', () => {
  test('the nearest wins, the contact says where its rhythm comes from', async () => {
    const { addContact, addTag, addCalls, set, kept } = await open()
    const ana = await addContact('Ana', { importance: 2 })
    const [regular, design] = [await addTag('Regular', ana), await addTag('Design', ana)]
    await addCalls(ana, '2026-11-01')
    await set({ importance: 2 }, 90)
    expect(kept(ana)).toEqual({ days: 90, source: 'importance', sourceId: 2, due: '2027-01-30' })
    await set({ tagId: regular }, 120)
    await set({ tagId: design }, 100)
    expect(kept(ana)).toEqual({ days: 100, source: 'tag', sourceId: design, due: '2027-02-09' })
    await set({ contactId: ana }, 30)
    expect(kept(ana)).toEqual({ days: 30, source: 'contact', sourceId: null, due: '2026-12-01' })
    await set({ contactId: ana }, null)
    await set({ tagId: design }, null)
    expect(kept(ana)).toMatchObject({ days: 120, source: 'tag', sourceId: regular })
  })

  test('a rhythm on somebody new counts from the day they were added', async () => {
    const { addContact, set, kept } = await open()
    const ana = await addContact('Ana')
    await set({ contactId: ana }, 14)
    expect(kept(ana)).toMatchObject({ due: '2026-12-04' })
  })

  test('lists those of tags and importances with the people they stand for', async () => {
    const { addContact, addTag, set, rhythms } = await open()
    const [ana, bo] = [await addContact('Ana', { importance: 3 }), await addContact('Bo')]
    const tag = await addTag('Regular', ana, bo)
    await set({ importance: 3 }, 60)
    await set({ tagId: tag }, 30)
    await set({ contactId: ana }, 7)
    expect(rhythms.list().rhythms).toEqual([
      { id: 2, target: { tagId: tag }, everyDays: 30, contactCount: 2 },
      { id: 1, target: { importance: 3 }, everyDays: 60, contactCount: 1 },
    ])
  })

  test('setting it again changes it; the same again, or removing none, is no operation', async () => {
    const { addContact, set, kept } = await open()
    const ana = await addContact('Ana')
    const operations = []
    for (const days of [30, 45, 45, null, null]) {
      const result = await set({ contactId: ana }, days)
      operations.push(result.ok && result.value.operationId !== null)
    }
    expect(operations).toEqual([true, true, false, true, false])
    expect(kept(ana)).toMatchObject({ days: null, source: null, due: null })
  })

  test.each([
    ['contact', { contactId: 99 as ContactId }],
    ['tag', { tagId: 99 as TagId }],
  ])('a %s that is gone', async (what, target) => {
    const { set } = await open()
    expect(await set(target, 30)).toEqual({
      ok: false,
      error: { code: 'not-found', data: { what } },
    })
  })
})

describe('kept columns', () => {
  test('say what the formulas say, for random pasts and rules', async () => {
    const { addContact, addTag, addCalls, set, connection, random } = await open()
    const tags = [await addTag('A'), await addTag('B'), await addTag('C')]
    const expected = []
    for (let n = 0; n < 60; n += 1) {
      const importance = random.integer(4)
      const id = await addContact(`Person ${n}`, importance === 0 ? {} : { importance })
      const days = Array.from({ length: random.integer(9) }, () =>
        addDays(today, -random.integer(400)),
      )
      if (days.length > 0) await addCalls(id, ...days)
      const own = random.integer(3) === 0 ? 1 + random.integer(90) : null
      if (own !== null) await set({ contactId: id }, own)
      const carried = tags.filter(() => random.integer(3) === 0)
      for (const tagId of carried) {
        await connection.unitOfWork.run(
          { actor: 'owner', window: null },
          { code: 'test' },
          (tx) => {
            tx.runSql('insert into contact_tags(contact_id, tag_id) values(?, ?)', id, tagId)
            return { ok: true, value: null }
          },
        )
      }
      expected.push({ id, importance, days, own, carried })
    }
    const tagDays = [40, 25, 25]
    for (const [index, tagId] of tags.entries()) await set({ tagId }, tagDays[index] ?? 1)
    await set({ importance: 2 }, 70)

    const rows = connection.reader.allSql<Record<string, unknown>>(
      `select id, contact_day_count as count, median_gap_days as median, cold_from as cold,
        rhythm_days as days, rhythm_source as source, rhythm_due as due from contacts order by id`,
    )
    expect(rows).toEqual(
      expected.map(({ id, importance, days, own, carried }) => {
        const kept = keptRhythm(days)
        const agreed = keepInTouch({
          contactDays: own,
          tags: carried.map((tagId) => ({ tagId, everyDays: tagDays[tags.indexOf(tagId)] ?? 1 })),
          importance: importance === 2 ? { importance, everyDays: 70 } : null,
        })
        return {
          id,
          count: kept.contactDayCount,
          median: kept.medianGapDays,
          cold: kept.coldFrom,
          days: agreed?.everyDays ?? null,
          source: agreed?.source.kind ?? null,
          due: agreed && rhythmDue(days.toSorted().at(-1) ?? null, today, agreed.everyDays),
        }
      }),
    )
  })
})

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openBulkConnection } from '#main/db/bulk.ts'
import { searchFunctions } from '#main/engines/search/sql-functions.ts'
import { ok } from '#shared/domain/result.ts'
import { openTestDatabase, owner, type TestDatabase } from '#tests/support/test-database.ts'
import { checkHealth } from '#tests/support/undo-property.ts'

/** Every ninth is a company; where indexes wait, people may only name one that is there. */
const contacts = (people: number): string => `
  insert into contacts(uid, kind, display_name, given_name, company_id, stage, notes, created_at)
    with recursive n(i) as (select 1 union all select i + 1 from n where i < ${people})
    select 'u' || i, iif(i % 9, 'person', 'company'), char(0x5f20 + i % 5) || ' Zoë ' || i,
      iif(i % 3, null, 'Zoë'), iif(i % 2, 1, iif(i % 9 and i > 9, (i / 9) * 9 + ${people < 20_000 ? 10 : 1}, null)),
      iif(i % 4, null, 'retain'), iif(i % 7, null, 'note ' || i), 0 from n`

const lists = {
  contact_points: `
    insert into contact_points(contact_id, kind, raw, normalized, is_primary, position)
      select c.id, k.kind, k.raw || c.id, null, k.place = 2, k.place from contacts c
        cross join (select 'email' as kind, 'A@b.example' as raw, 1 as place
          union all select 'email', 'second@b.example', 2 union all select 'phone', '+351 91', 3) k
        where c.id % 4 order by c.id, k.place`,
  addresses: `
    insert into addresses(contact_id, country, position)
      select id, iif(id % 5, 'PT', null), 0 from contacts where id % 3 order by id`,
  tags: `insert into tags(uid, name, created_at) values('t1', 'Źródło', 0), ('t2', 'abc', 0)`,
  contact_tags: `
    insert into contact_tags(contact_id, tag_id)
      select c.id, g.id from contacts c cross join tags g where c.id % 5 = g.id order by c.id, g.id`,
} as const

/** A company that was there, then people and companies that come together with all they have. */
const load = (
  database: TestDatabase,
  { people, rhythm }: { readonly people: number; readonly rhythm: boolean },
): void => {
  const bulk = openBulkConnection({
    file: database.file,
    clock: database.clock,
    functions: searchFunctions,
    onCommit: () => {},
  })
  const done = bulk.execute(owner, { code: 'test' }, (tx) => {
    tx.expect('contacts', people)
    tx.insertRange('contacts', contacts(people))
    for (const [table, sql] of Object.entries(lists)) {
      // Its keys are tables.
      tx.insertRange(table as keyof typeof lists, sql)
    }
    if (rhythm) tx.insertRange('rhythms', 'insert into rhythms(tag_id, every_days) values(1, 30)')
    tx.runSql(`update contacts set display_name = 'Älter' where id = 1`)
    return ok(null)
  })
  bulk.close()
  expect(done.ok).toBe(true)
}

describe('kept columns of many contacts that come at once', { timeout: 60_000 }, () => {
  let database: TestDatabase
  beforeEach(async () => {
    database = await openTestDatabase()
    await database.sql(
      `insert into contacts(uid, kind, display_name, created_at) values('a', 'company', 'Öld', 0)`,
    )
  })
  afterEach(() => database.discard())

  it.each([
    { title: 'are what they would be one by one', people: 20_997, rhythm: false },
    { title: 'follow a rhythm that comes along', people: 2997, rhythm: true },
  ])('$title', ({ people, rhythm }) => {
    load(database, { people, rhythm })
    checkHealth(database)
    const count = (column: string) =>
      database.value(`select count(${column}) from contacts where id > 1`)
    expect(count('sort_key')).toBe(people)
    for (const column of ['company_sort_key', 'tag_sort_key', 'email_sort_key', 'country']) {
      expect(count(column)).toBeGreaterThan(people / 4)
    }
    expect(Number(count('rhythm_days')) > 0).toBe(rhythm)
    expect(
      database.value(`select count(*) from contacts where company_sort_key = 'alter'`),
    ).toBeGreaterThan(people / 3)
  })
})

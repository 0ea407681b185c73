import DatabaseConstructor from 'better-sqlite3'
import { afterEach, expect, test } from 'vitest'
import { generatedHeader, generatePerson } from '#tests/support/generate-contacts.ts'
import { type HelperLog, searchHelper } from '#tests/support/helper-beside.ts'
import { ImportRuns } from '#tests/support/import-runs.ts'

const open: ImportRuns[] = []
afterEach(() => {
  for (const runs of open.splice(0)) runs.close()
})

const openRuns = async (): Promise<ImportRuns> => {
  const runs = await ImportRuns.open()
  open.push(runs)
  return runs
}

const quoted = (cell: string): string => (/[",\n]/u.test(cell) ? `"${cell}"` : cell)
const csv = (rows: readonly (readonly string[])[]): string =>
  [generatedHeader, ...rows].map((row) => row.map(quoted).join(',')).join('\n')

/** Enough people for a thread of its own; some rows further down say more of people above. */
const people = (seed: number): readonly (readonly string[])[] => {
  const rows = Array.from({ length: 5_800 }, (_, index) => [...generatePerson(seed, index)])
  const again = rows.slice(100, 140).map((row) => {
    const other = [...row]
    other[2] = 'Zeremonienmeister'
    other[4] = '+351 912 345 678'
    other[11] = 'kommt auch weiter unten vor'
    return other
  })
  return [...rows, ...again]
}

const first = people(3)

const content = ({ database }: ImportRuns) => {
  const connection = new DatabaseConstructor(database)
  const all = (sql: string) => connection.prepare(sql).all()
  const matches = (table: string, query: string) =>
    connection.prepare(`select rowid from ${table} where ${table} match ?`).pluck().all(query)
  for (const table of ['search_names', 'search_notes']) {
    // Looks at every text, and fails where the index says anything else.
    connection.exec(`insert into ${table}(${table}, rank) values('integrity-check', 1)`)
  }
  const found = {
    contacts: all('select * from contacts'),
    texts: all('select * from search_texts'),
    names: matches('search_names', 'names : "mar" * AND points : "mail"'),
    titles: matches('search_names', 'names : "zeremon" *'),
    notes: matches('search_notes', '"weiter" *'),
    unusual: all(`select * from search_names_config where k <> 'version' and v not in (4, 16)`),
  }
  connection.close()
  return found
}

let alone: ReturnType<typeof content>

test('texts written beside an import are those it writes itself', async () => {
  const [runs, beside] = [await openRuns(), await openRuns()]
  const log: HelperLog = { types: [] }
  beside.startHelper = searchHelper(log)
  await runs.bring(csv(first))
  await beside.bring(csv(first))
  alone = content(runs)
  expect(content(beside)).toEqual(alone)
  expect(alone.titles.length).toBeGreaterThan(10)
  // Into an index that is there.
  const more = csv(people(4))
  await runs.bring(more)
  await beside.bring(more)
  expect(content(beside)).toEqual(content(runs))
  expect(log.types.filter((type) => type === 'open')).toHaveLength(2)
  expect(log.types.filter((type) => type === 'contacts').length).toBeGreaterThan(4)
})

test('a connection that has searched before finds, edits and forgets what came beside', async () => {
  const runs = await openRuns()
  runs.startHelper = searchHelper({ types: [] })
  const { reader, unitOfWork } = runs.connection
  const find = (query: string) =>
    reader.allSql<{ id: number }>(
      'select rowid as id from search_names where search_names match ?',
      query,
    )
  expect(find('"zeremon" *')).toEqual([])
  await runs.bring(csv(first))
  const found = find('"zeremon" *')
  expect(found).toEqual(alone.titles.map((id) => ({ id })))
  const [edited, deleted] = found
  const context = { actor: 'owner', window: null } as const
  await unitOfWork.run(context, { code: 'test' }, (tx) => {
    tx.runSql(`update contacts set job_title = 'Pilotin' where id = ?`, edited?.id ?? 0)
    tx.runSql('delete from contacts where id = ?', deleted?.id ?? 0)
    return { ok: true, value: null }
  })
  expect(find('"zeremon" *')).toEqual(found.slice(2))
  expect(find('"pilotin" *')).toEqual([edited])
  content(runs)
})

test.each([0, 2])('a thread that fails after %i messages is done without', async (failsAt) => {
  const beside = await openRuns()
  const log: HelperLog = { types: [] }
  beside.startHelper = searchHelper(log, failsAt)
  await beside.bring(csv(first))
  expect(log.types.length).toBeGreaterThan(failsAt)
  expect(content(beside)).toEqual(alone)
})

test('a small import starts no thread', async () => {
  const runs = await openRuns()
  runs.startHelper = () => {
    throw new Error('not for so few')
  }
  const { counts } = await runs.bring(csv(people(7).slice(0, 300)))
  expect(counts.new).toBeGreaterThan(200)
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tableRegistry } from '#main/db/table-registry.ts'
import { openTestDatabase, type TestDatabase } from '#tests/support/test-database.ts'

const undoable = Object.entries(tableRegistry).flatMap(([name, entry]) =>
  entry.kind === 'undoable' ? [{ name, ...entry }] : [],
)

describe('the schema and its registry', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await openTestDatabase()
  })
  afterAll(() => database.discard())

  const rows = <Row>(sql: string): Row[] => database.reader.allSql<Row>(sql)

  it('knows every table, and no other', () => {
    const tables = rows<{ name: string }>(
      `select name from sqlite_master where type = 'table' and name not like 'sqlite_%'`,
    ).map(({ name }) => name)
    const shadows = /^search_(names|notes|activities)_(data|idx|config|docsize|content)$/
    expect(tables.filter((name) => !shadows.test(name)).sort()).toEqual(
      Object.keys(tableRegistry).sort(),
    )
  })

  it('gives each undoable table a number of its own and a key that is never used twice', () => {
    expect(new Set(undoable.map((table) => table.tableId)).size).toBe(undoable.length)
    for (const { name } of undoable) {
      const sql = String(database.value(`select sql from sqlite_master where name = '${name}'`))
      expect(sql).toMatch(/^create table \w+\(\s*id integer primary key autoincrement/i)
      expect(sql).toMatch(/\) strict$/)
    }
  })

  it('stores in undoable tables only what the log can hold', () => {
    for (const { name } of undoable) {
      const types = rows<{ type: string }>(`select type from pragma_table_info('${name}')`)
      for (const { type } of types)
        expect(['INTEGER', 'TEXT', 'REAL']).toContain(type.toUpperCase())
    }
  })

  it('calls only existing columns kept or keys of contacts', () => {
    for (const { name, kept, contactKeys } of undoable) {
      const columns = rows<{ name: string }>(`select name from pragma_table_info('${name}')`)
      expect(columns.map((column) => column.name)).toEqual(
        expect.arrayContaining([...kept, ...contactKeys]),
      )
    }
  })

  it('has triggers on each undoable table that name each fact and no kept column', () => {
    for (const { name, kept } of undoable) {
      const triggers = rows<{ name: string; sql: string }>(
        `select name, sql from temp.sqlite_master where type = 'trigger' and tbl_name = '${name}'`,
      )
      expect(triggers.map((trigger) => trigger.name).sort()).toEqual(
        ['delete', 'identity', 'insert', 'update'].map((suffix) => `${name}_${suffix}`),
      )
      const update = triggers.find((trigger) => trigger.name === `${name}_update`)?.sql ?? ''
      const facts = rows<{ name: string }>(`select name from pragma_table_info('${name}')`)
        .map((column) => column.name)
        .filter((column) => column !== 'id' && !(kept as readonly string[]).includes(column))
      for (const column of facts) expect(update).toContain(`json_quote(old."${column}")`)
      for (const column of kept) expect(update).not.toContain(`"${column}"`)
    }
  })

  it('has an index for each foreign key', () => {
    for (const { name } of undoable) {
      const keys = rows<{ from: string }>(`select "from" from pragma_foreign_key_list('${name}')`)
      const leading = rows<{ column: string }>(
        `select i.name as "column" from pragma_index_list('${name}') l, pragma_index_info(l.name) i
          where i.seqno = 0`,
      ).map(({ column }) => column)
      for (const { from } of keys) expect(leading).toContain(from)
    }
  })

  it('checks each foreign key at the commit, because an undo puts rows back in any order', () => {
    for (const { name } of undoable) {
      const sql = String(database.value(`select sql from sqlite_master where name = '${name}'`))
      const keys = sql.match(/ references [^,\n]*/g) ?? []
      expect(keys).toHaveLength(rows(`pragma foreign_key_list('${name}')`).length)
      for (const key of keys) expect(key).toMatch(/ deferrable initially deferred$/)
    }
  })
})

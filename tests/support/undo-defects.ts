import DatabaseConstructor from 'better-sqlite3'
import { currentSchema, migrations } from '#main/db/migrate.ts'
import { applicationId } from '#main/db/open-workspace.ts'
import type { TestDatabase } from './test-database.ts'
import type { HistoryOptions } from './undo-property.ts'

/** A log that is broken on purpose; random histories must notice. */
export type Defect = Pick<HistoryOptions, 'prepare' | 'sabotage'>

const triggerSql = (database: TestDatabase, name: string): string =>
  String(database.value('select sql from temp.sqlite_master where name = ?', name))

/** Writes a trigger of the connection anew. */
const rewrite = (database: TestDatabase, name: string, change: (sql: string) => string): void => {
  const sql = triggerSql(database, name)
  const changed = change(sql).replace(/^create trigger/i, 'create temp trigger')
  database.executor.database.exec(`drop trigger temp.${name}; ${changed}`)
}

/** Makes the file with a schema that is not as it should be. */
const schema =
  (change: (sql: string) => string) =>
  (file: string): void => {
    const database = new DatabaseConstructor(file)
    database.pragma('journal_mode=WAL')
    for (const step of migrations) database.exec(change(step.sql))
    database.pragma(`application_id=${applicationId}`)
    database.pragma(`user_version=${currentSchema}`)
    database.close()
  }

/** Every planted defect, by what is missing. */
export const defects: Readonly<Record<string, Defect>> = {
  'recursive triggers are off': {
    sabotage: ({ executor }) => void executor.database.pragma('recursive_triggers=OFF'),
  },
  'comparisons fold case': {
    sabotage: (database) =>
      rewrite(database, 'tags_update', (sql) => sql.replaceAll(' collate binary', '')),
  },
  'ids are used again': {
    prepare: schema((sql) => sql.replaceAll(' autoincrement', '')),
  },
  'kept columns are logged': {
    sabotage: (database) =>
      rewrite(database, 'contacts_update', (sql) =>
        sql
          .replace('after update of ', 'after update of next_step_due, last_contact_day, ')
          .replace(
            ' when ',
            ` when old.next_step_due is not new.next_step_due
            or old.last_contact_day is not new.last_contact_day or `,
          )
          .replace(
            "'{' || substr(",
            `'{' || substr(case when old.next_step_due is not new.next_step_due
              then ',"next_step_due":' || json_quote(old.next_step_due) else '' end ||
              case when old.last_contact_day is not new.last_contact_day
              then ',"last_contact_day":' || json_quote(old.last_contact_day) else '' end || `,
          ),
      ),
  },
  'what was kept is taken back': {
    sabotage: ({ operations }) => {
      const undo = operations.undo.bind(operations)
      const takingAll: typeof undo = (request) =>
        undo({ ...request, takeBack: operations.conflictsOf(request.id).map(({ key }) => key) })
      Object.assign(operations, { undo: takingAll })
    },
  },
  "a table's log is dropped": {
    sabotage: ({ executor }) =>
      executor.database.exec(`drop trigger temp.addresses_insert;
        drop trigger temp.addresses_update; drop trigger temp.addresses_delete`),
  },
}

import { join } from 'node:path'
import DatabaseConstructor from 'better-sqlite3'
import type { CaseApp, SliceCases } from '../case.ts'

/** More people than an .xlsx file takes, put in behind Kith's back to be quick about it. */
const crowd = (app: CaseApp): void => {
  const database = new DatabaseConstructor(join(app.wired.application.folder, 'workspace.db'))
  database.exec(`insert into contacts(uid, kind, display_name, sort_key, created_at)
    with recursive n(i) as (select 1 union all select i + 1 from n where i < 50001)
    select 'crowd' || i, 'person', 'Person ' || i, 'person', 0 from n`)
  database.close()
}

/** Exports. */
export const exportCases: SliceCases<'exports'> = {
  'exports.create': {
    success: async (app) => {
      await app.person()
      return { format: 'csv', mode: 'lossless', sort: 'name' }
    },
    failures: {
      'nothing-to-export': () => ({ format: 'csv' }),
      'too-many-rows': (app) => {
        crowd(app)
        return { format: 'xlsx' }
      },
    },
  },
}

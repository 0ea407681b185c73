import { join } from 'node:path'
import DatabaseConstructor from 'better-sqlite3'
import { type CaseApp, nobody, type SliceCases } from '../case.ts'

const address = 'bo@field.example'

/** Somebody the owner has written to, as a reading of the mailbox leaves it. */
const stranger = async (app: CaseApp): Promise<void> => {
  // A namesake, whose other address it may be.
  await app.person('Bo Lind')
  const database = new DatabaseConstructor(join(app.wired.application.folder, 'workspace.db'))
  database
    .prepare(
      `insert into contact_suggestions(address, name, first_at, last_at, last_written_at,
          sent_count, received_count) values(?, 'Bo Lind', 1, 2, 2, 3, 1)`,
    )
    .run(address)
  database.close()
}

/** People the owner writes to. */
export const suggestionCases: SliceCases<'suggestions'> = {
  'suggestions.list': {
    success: async (app) => {
      await stranger(app)
      return { limit: 5 }
    },
    failures: {},
  },
  'suggestions.accept': {
    success: async (app) => {
      await stranger(app)
      return { people: [{ address, name: 'Bo Lind', contactId: await app.person('Bo') }] }
    },
    failures: {
      'not-an-address': () => ({ people: [{ address: 'bo', name: 'Bo' }] }),
      'not-found': () => ({ people: [{ address, name: 'Bo', contactId: nobody }] }),
    },
  },
  'suggestions.dismiss': {
    success: async (app) => {
      await stranger(app)
      return { addresses: [address] }
    },
    failures: { 'not-an-address': () => ({ addresses: ['bo'] }) },
  },
}

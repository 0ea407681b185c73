import { onTestFinished } from 'vitest'
import type { Input } from '#shared/contract/index.ts'
import type { CalendarDate, ContactId } from '#shared/domain/ids.ts'
import { openTestApplication, type TestApplication } from './application.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** An application with shorthands for making people. */
export interface PeopleApplication extends TestApplication {
  /** Creates a person and returns the id. */
  person(name: string, facts?: Partial<Input<'contacts.create'>>): Promise<ContactId>
  /** Creates a company and returns the id. */
  company(name: string): Promise<ContactId>
  /** Ids of the list, first page. */
  listed(input: Input<'contacts.list'>): Promise<ContactId[]>
  /** The code of the failure that the call answers. */
  failure(name: string, input: unknown): Promise<string>
}

/** A day, checked by eye. */
export const day = (text: string): CalendarDate => text as CalendarDate

/** Opens an application in a folder of its own; closed when the test ends. */
export const openPeople = async (): Promise<PeopleApplication> => {
  const app = await openTestApplication({ folder: temporaryFolder() })
  onTestFinished(() => app.close())
  const create = async (input: Input<'contacts.create'>): Promise<ContactId> =>
    (await app.call('contacts.create', input)).id
  return {
    ...app,
    person: (displayName, facts = {}) => create({ kind: 'person', displayName, ...facts }),
    company: (displayName) => create({ kind: 'company', displayName }),
    listed: async (input) => (await app.call('contacts.list', input)).rows.map(({ id }) => id),
    failure: async (name, input) => {
      const reply = await app.reply(name, input)
      return reply.ok ? 'ok' : reply.error.code
    },
  }
}

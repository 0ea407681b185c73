import { join } from 'node:path'
import type { Bindable, Compilable, Reader } from '#main/db/executor.ts'
import { openWorkspaceConnection } from '#main/db/workspace-connection.ts'
import { WriteGate } from '#main/db/write-gate.ts'
import { searchFunctions } from '#main/engines/search/sql-functions.ts'
import { ContactListRepository } from '#main/features/contacts/contact-list.repository.ts'
import { ContactListService } from '#main/features/contacts/contact-list.service.ts'
import { ContactViewsRepository } from '#main/features/contacts/contact-views.repository.ts'
import { ContactViewsService } from '#main/features/contacts/contact-views.service.ts'
import { FakeClock } from './fake-clock.ts'
import { type GeneratedSize, generateWorkspaceDatabase } from './generate-workspace.ts'

/** A statement as it was run. */
export interface RunStatement {
  readonly sql: string
  readonly values: readonly Bindable[]
}

/** A generated workspace with the services of the list, and every statement they run. */
export interface GeneratedPeople {
  readonly reader: Reader
  readonly clock: FakeClock
  readonly statements: RunStatement[]
  readonly repository: ContactListRepository
  readonly views: ContactViewsService
  readonly list: ContactListService
  close(): void
}

/** Fills a workspace in `folder` and opens it. */
export const openGeneratedPeople = async (
  folder: string,
  size: Pick<GeneratedSize, 'contacts' | 'activities' | 'also'>,
): Promise<GeneratedPeople> => {
  const file = join(folder, 'workspace.db')
  await generateWorkspaceDatabase({ file, ...size })
  const clock = new FakeClock()
  const opened = await openWorkspaceConnection({
    file,
    gate: new WriteGate(),
    clock,
    functions: searchFunctions,
    onCommit: () => {},
  })
  if (!opened.ok) throw new Error(opened.error.code)
  const { connection, statements } = { connection: opened.value, statements: [] as RunStatement[] }
  const reader = recording(connection.reader, statements)
  const views = new ContactViewsService({ repository: new ContactViewsRepository(reader), clock })
  const repository = new ContactListRepository(reader)
  const list = new ContactListService({ repository, views, clock })
  return { reader, clock, statements, repository, views, list, close: () => connection.close() }
}

const recording = (reader: Reader, statements: RunStatement[]): Reader => ({
  all: <Row>(query: Compilable<Row>) => reader.all(query),
  first: <Row>(query: Compilable<Row>) => reader.first(query),
  allSql: <Row>(sql: string, ...values: Bindable[]) => {
    statements.push({ sql, values })
    return reader.allSql<Row>(sql, ...values)
  },
  firstSql: <Row>(sql: string, ...values: Bindable[]) => {
    statements.push({ sql, values })
    return reader.firstSql<Row>(sql, ...values)
  },
})

/** How SQLite runs a statement, one step a line. */
export const planOf = (reader: Reader, { sql, values }: RunStatement): string[] =>
  reader
    .allSql<{ detail: string }>(`explain query plan ${sql}`, ...values)
    .map(({ detail }) => detail)

import DatabaseConstructor from 'better-sqlite3'
import type { Input } from '#shared/contract/index.ts'
import type { EmailId, OperationId } from '#shared/domain/ids.ts'
import { mailsOf, readMailFacts } from '../mail-facts.ts'
import { httpTarget, type Target } from '../targets.ts'
import { type BulkParts, finished, measureBeside } from './bulk.ts'

interface ManyMailsParts extends BulkParts {
  /** The database that is measured. */
  readonly file: string
}

/** Mails as an independent look finds them. */
const countOf = (file: string, intent: 'draft' | 'scheduled', ids: readonly EmailId[]): number => {
  const database = new DatabaseConstructor(file, { readonly: true })
  const text = `select count(*) from emails where intent = ?
    and id in (select value from json_each(?))`
  const found = database.prepare<unknown[], number>(text).pluck().get(intent, JSON.stringify(ids))
  database.close()
  return found ?? 0
}

const undo = async (target: Target, id: OperationId | null): Promise<void> => {
  if (id === null) throw new Error('nothing was done')
  await finished(target, (await target.call('history.undo', { id })).jobId)
}

/** All that is scheduled gets another time, is cancelled, and is deleted; each is taken back. */
export const measureManyMails = async (parts: ManyMailsParts): Promise<void> => {
  const { host, report, file } = parts
  // With a connection of its own, so that the client at work need not wait for the answer.
  const target = httpTarget(host.port, host.token)
  // Ids of mails, read from their table.
  const ids = mailsOf(readMailFacts(file), 'scheduled').map(({ id }) => id as EmailId)
  const when: Input<'emails.schedule'>['when'] = { kind: 'next-morning' }
  const planned = { ids, when, unlessAnswered: 'as-before' } as const
  const done: { operation: OperationId | null; count: number } = { operation: null, count: 0 }
  const measure = async (id: string, work: () => Promise<typeof done>): Promise<void> => {
    const act = async (): Promise<void> => void Object.assign(done, await work())
    await measureBeside(parts, id, { must: null, work: act })
    if (done.count === 0) report.fail(id, 'nothing was done')
  }
  await measure('bulk.schedule-mails', async () => {
    const { operationId, scheduled } = await target.call('emails.schedule', planned)
    return { operation: operationId, count: scheduled }
  })
  await undo(target, done.operation)
  await measure('bulk.cancel-mails', async () => {
    const { operationId, cancelled } = await target.call('emails.cancel', { ids })
    return { operation: operationId, count: cancelled }
  })
  const cancellation = done.operation
  const drafts = countOf(file, 'draft', ids)
  if (drafts !== ids.length) report.fail('bulk.cancel-mails', `${drafts} are drafts`)
  await measure('bulk.delete-mails', async () => {
    const { operationId, deleted } = await target.call('emails.deleteMany', { ids })
    return { operation: operationId, count: deleted }
  })
  await undo(target, done.operation)
  await undo(target, cancellation)
  const scheduled = countOf(file, 'scheduled', ids)
  if (scheduled !== ids.length) report.fail('bulk.delete-mails', `${scheduled} are scheduled again`)
}

import { join } from 'node:path'
import DatabaseConstructor from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import type { Output } from '#shared/contract/index.ts'
import type { ContactId, EmailId } from '#shared/domain/ids.ts'
import { openTestApplication } from '#tests/support/application.ts'
import { usualMs } from '#tests/support/machine-pace.ts'
import { idleAccount } from '#tests/support/mail-accounts.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

type Line = Output<'emails.list'>['emails'][number]

const at = (hour: string) =>
  ({ kind: 'at', wall: `2031-11-25T${hour}:00`, timeZone: 'Europe/Lisbon' }) as const

const open = async () => {
  const app = await openTestApplication({ folder: temporaryFolder() })
  onTestFinished(() => app.close())
  const { id: accountId } = await app.call('emailAccounts.create', idleAccount)
  const person = async (name: string): Promise<ContactId> => {
    const points = [{ kind: 'email' as const, raw: `${name.toLowerCase()}@x.example` }]
    return (await app.call('contacts.create', { kind: 'person', displayName: name, points })).id
  }
  const text = { accountId, subject: 'Hello', body: '<p>Hello</p>' }
  const toMany = async (names: readonly string[], hour: string) => {
    const contacts: ContactId[] = []
    for (const name of names) contacts.push(await person(name))
    const { ids } = await app.call('emails.createMany', { selection: { ids: contacts }, ...text })
    await app.call('emails.schedule', { ids, when: at(hour) })
    return { contacts, ids }
  }
  const toOne = async (name: string, hour: string): Promise<EmailId> => {
    const contactId = await person(name)
    const { id } = await app.call('emails.create', { contactId, ...text })
    await app.call('emails.schedule', { ids: [id], when: at(hour) })
    return id
  }
  const database = new DatabaseConstructor(join(app.workspace, 'workspace.db'))
  onTestFinished(() => void database.close())
  const page = (more: { limit?: number; after?: string } = {}) =>
    app.call('emails.list', { group: 'scheduled', together: true, ...more })
  const batchOf = async (id: EmailId): Promise<string> =>
    (await app.call('emails.get', { id })).email.batch ?? ''
  return { app, database, toMany, toOne, page, batchOf }
}

const shown = ({ contact, together }: Line) =>
  together === undefined ? contact.name : `${together.names.join(', ')} of ${together.count}`

test('what was planned to many is one line where the first of it stands, page by page', async () => {
  const { database, toMany, toOne, page } = await open()
  await toOne('Zoe', '12')
  const { ids } = await toMany(['Ana', 'Ben', 'Cleo', 'Dana'], '10')
  await toMany(['Emil', 'Finn'], '11')
  await toOne('Yann', '09')
  const wanted = ['Yann', 'Ana, Ben, Cleo of 4', 'Emil, Finn of 2', 'Zoe']
  const whole = await page()
  expect(whole.emails.map(shown)).toEqual(wanted)
  expect(whole.nextCursor).toBeNull()
  const first = await page({ limit: 2 })
  const rest = await page({ after: first.nextCursor ?? '' })
  expect([...first.emails, ...rest.emails].map(shown)).toEqual(wanted)
  // One that is to be tried again waits otherwise than the others, and is offered other acts.
  database.exec(`update deliveries set state = 'deferred' where email_id = ${ids[0]}`)
  expect((await page()).emails.map(shown)).toEqual([
    'Yann',
    'Ana',
    'Ben, Cleo, Dana of 3',
    'Emil, Finn of 2',
    'Zoe',
  ])
})

test.each(['waiting', 'deferred'] as const)(
  'of what is %s to many, who is to get none is named',
  async (state) => {
    const { app, database, toMany, page, batchOf } = await open()
    const { contacts, ids } = await toMany(['Ana', 'Ben', 'Cleo', 'Dana'], '10')
    const reason = state === 'waiting' ? null : 'connection'
    database.prepare('update deliveries set state = ?, reason = ?').run(state, reason)
    await app.call('suppressions.add', { address: 'ana@x.example' })
    const [, , cleo] = contacts
    if (cleo === undefined || ids[0] === undefined) throw new Error('nobody')
    await app.call('contacts.update', { id: cleo, doNotContact: true })
    const batch = await app.call('emails.batch', { batch: await batchOf(ids[0]), state })
    expect((await page()).emails.map((line) => line.reason)).toEqual([reason])
    expect(batch.line && shown(batch.line)).toBe('Ben, Dana of 2')
    expect(batch.mails).toEqual([
      { id: ids[1], name: 'Ben' },
      { id: ids[3], name: 'Dana' },
    ])
    expect(batch.stopped.map(({ contact, reason }) => [contact.name, reason])).toEqual([
      ['Ana', 'unsubscribed'],
      ['Cleo', 'do-not-contact'],
    ])
  },
)

test('a batch is gone from what is planned with its last mail, and comes back with undo', async () => {
  const { app, toMany, page } = await open()
  const { ids } = await toMany(['Ana', 'Ben'], '10')
  const { operationId } = await app.call('emails.cancel', { ids })
  expect((await page()).emails).toEqual([])
  if (operationId === null) throw new Error('nothing was done')
  await app.call('history.undo', { id: operationId })
  await expect.poll(async () => (await page()).emails.map(shown)).toEqual(['Ana, Ben of 2'])
})

test('a page of the outbox costs the same with a thousand times the mails to its selections', async () => {
  const { database, toMany, page } = await open()
  const { ids } = await toMany(['Ana', 'Ben'], '10')
  const many = 20_000
  database.pragma('synchronous=OFF')
  database.exec(`with recursive n(n) as (select 1 union all select n + 1 from n where n < ${many})
    insert into emails(uid, contact_id, account_id, batch, intent, created_at, updated_at)
      select 'm' || n, e.contact_id, e.account_id, e.batch, 'scheduled', 0, 0
        from n cross join emails e on e.id = ${ids[0]};
    insert into deliveries(email_id, state, batch, due_at, next_attempt_at, changed_at)
      select e.id, 'waiting', e.batch, d.due_at, d.due_at, 0 from emails e
        cross join deliveries d on d.email_id = ${ids[0]} where e.uid like 'm%';`)
  const { emails } = await page()
  expect(emails.map(shown)).toEqual([`Ana, Ben, Ana of ${many + 2}`])
  // Counting them is all that grows: to read them took a second.
  expect(await usualMs(20, page)).toBeLessThan(20)
})

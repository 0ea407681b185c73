import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { ContactId } from '#shared/domain/ids.ts'
import type { TestApplication } from '#tests/support/application.ts'
import { exportedFacts } from '#tests/support/exported-facts.ts'
import { addDraftToBob, idleAccount } from '#tests/support/mail-accounts.ts'
import { exported, rehearsed, startTrip } from '#tests/support/round-trip.ts'

const address = 'bob@ross.example'
const later = 'bob@work.example'
const when = { kind: 'at', wall: '2031-11-25T09:00', timeZone: 'UTC' } as const
const email = (raw: string) => ({ kind: 'email', raw }) as const

/** What keeps a mail to a contact from leaving. */
const refusal = async (app: TestApplication, contactId: ContactId) => {
  const text = { contactId, subject: 'Hello', body: '<p>Hi</p>' }
  const { id } = await app.call('emails.create', text)
  const { checks } = await app.call('emails.check', { ids: [id], when })
  return checks.filter(({ isBlocking }) => isBlocking).map(({ code, field }) => [code, field])
}

const named = async (app: TestApplication, search: string): Promise<ContactId> => {
  const [found] = (await app.call('contacts.list', { filter: { search } })).rows
  if (found === undefined) throw new Error(`nobody is called ${search}`)
  return found.id
}

/** Bob asked for no more, at an address that he has left since and Eve has now. */
const open = async () => {
  const app = await startTrip()
  const { contactId } = await addDraftToBob(app, address)
  await app.call('suppressions.add', { address, note: 'on the phone' })
  const [point] = (await app.call('contacts.get', { id: contactId })).points
  if (point === undefined) throw new Error('no address')
  await app.call('contacts.updatePoint', { id: point.id, raw: later })
  const eve = { kind: 'person', displayName: 'Eve' } as const
  await app.call('contacts.create', { ...eve, points: [email(address)] })
  return { app, contactId, path: await exported(app, 'csv') }
}

test('who wants no mail gets none in a workspace that is filled by the file alone', async () => {
  const { app, path } = await open()
  const to = await startTrip(2)
  await to.call('emailAccounts.create', idleAccount)
  const plan = await rehearsed(to, path)
  const day = new Date(app.clock.now()).toISOString()
  expect((await plan.rowOf('Bob')).changes).toContainEqual({
    field: 'noMail',
    label: null,
    type: null,
    before: null,
    after: `manual ${day} ${address}`,
    kind: 'fills-blank',
  })
  expect((await plan.commit()).created).toMatchObject({ noMail: 1 })
  expect(exportedFacts(to)).toEqual(exportedFacts(app))
  expect(await refusal(to, await named(to, 'Bob'))).toEqual([['suppressed', address]])
  expect(await refusal(to, await named(to, 'Eve'))).toEqual([['suppressed', null]])
  // Who was not bound is not: Eve has the address, and another one may be written to.
  const eve = await named(to, 'Eve')
  await to.call('contacts.addPoint', { contactId: eve, point: email('eve@ross.example') })
  const { points } = await to.call('contacts.get', { id: eve })
  await to.call('contacts.removePoint', { id: points[0]?.id ?? (0 as never) })
  expect(await refusal(to, eve)).toEqual([])
})

test('an undo of the import leaves everybody who wants no mail as they are', async () => {
  const { path } = await open()
  const to = await startTrip(2)
  await to.call('emailAccounts.create', idleAccount)
  const plan = await rehearsed(to, path)
  await plan.commit()
  const facts = exportedFacts(to)
  await plan.undo()
  const { suppressions } = await to.call('suppressions.list', {})
  expect(suppressions).toMatchObject([{ address, reason: 'manual', note: 'on the phone' }])
  const again = await rehearsed(to, path)
  expect((await again.commit()).created).toMatchObject({ noMail: 0 })
  expect(exportedFacts(to)).toEqual(facts)
})

test('the same file in the same workspace changes nobody, and never takes back a permission', async () => {
  const { app, contactId, path } = await open()
  const before = exportedFacts(app)
  const same = await rehearsed(app, path)
  expect(same.counts).toMatchObject({ new: 0, changed: 0, unchanged: 2 })
  await same.commit()
  expect(exportedFacts(app)).toEqual(before)

  app.clock.advance(1000)
  await app.call('suppressions.lift', { address, note: 'asked for it' })
  const old = await rehearsed(app, path)
  expect(old.counts).toMatchObject({ new: 0, changed: 0, unchanged: 2 })
  expect((await old.rowOf('Bob')).changes).toContainEqual(
    expect.objectContaining({ field: 'noMail', kind: 'yours-stays' }),
  )
  await old.commit()
  expect(await refusal(app, contactId)).toEqual([])
})

test('who is there already is bound by what the file says, though nothing else changes', async () => {
  const { app, path } = await open()
  const to = await startTrip(2)
  await to.call('emailAccounts.create', idleAccount)
  const without = readFileSync(path, 'utf8').replaceAll(/"\{""address"".*?\}"/gu, '')
  expect(without).not.toContain('on the phone')
  writeFileSync(`${path}-without`, without)
  await (await rehearsed(to, `${path}-without`)).commit()
  expect(await refusal(to, await named(to, 'Bob'))).toEqual([])

  const plan = await rehearsed(to, path)
  expect(plan.counts).toMatchObject({ new: 0, changed: 2 })
  const told: unknown[] = []
  to.application.events.subscribe((event) => told.push(event))
  const { created } = await plan.commit()
  expect(created).toMatchObject({ noMail: 1 })
  expect(told).toContainEqual(
    expect.objectContaining({ tables: expect.objectContaining({ suppressions: 'many' }) }),
  )
  expect(await refusal(to, await named(to, 'Bob'))).toEqual([['suppressed', address]])
  expect(exportedFacts(to)).toEqual(exportedFacts(app))
})

test('what is no address, or no reason, stands in the notes', async () => {
  const to = await startTrip(2)
  const path = `${await exported((await open()).app, 'csv')}-edited`
  const cell = (text: string) => `"${text.replaceAll('"', '""')}"`
  writeFileSync(
    path,
    [
      'uid,Kind,Name,No mail to',
      `,person,Ana,${cell('ask her first')}`,
      `,person,Ben,${cell('{"address":"ben","reason":"manual","at":"2026-01-01T00:00:00.000Z","note":null,"whom":"person"}')}`,
    ].join('\n'),
  )
  const plan = await rehearsed(to, path)
  await plan.commit()
  expect((await to.call('contacts.get', { id: await named(to, 'Ana') })).notes).toBe(
    'No mail to: ask her first',
  )
  expect((await to.call('contacts.get', { id: await named(to, 'Ben') })).notes).toContain('"ben"')
  expect((await to.call('suppressions.list', {})).suppressions).toEqual([])
})

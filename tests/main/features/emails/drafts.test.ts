import { join } from 'node:path'
import { Readable } from 'node:stream'
import DatabaseConstructor from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { maxFilesBytes } from '#main/features/emails/compose/mail-size.ts'
import type { ContactId, EmailId } from '#shared/domain/ids.ts'
import { openTestApplication, type TestApplication } from '#tests/support/application.ts'
import { usualMs } from '#tests/support/machine-pace.ts'
import { idleAccount } from '#tests/support/mail-accounts.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const open = async (): Promise<TestApplication> => {
  const app = await openTestApplication({ folder: temporaryFolder() })
  onTestFinished(() => app.close())
  return app
}

const upload = async (app: TestApplication, name: string, text: string) => {
  const stored = await app.application.files.receive(Readable.from([Buffer.from(text)]), name)
  if (!stored.ok) throw new Error(stored.error.code)
  return stored.value.handle
}

const person = async (app: TestApplication, displayName: string, raw?: string) => {
  const points = raw === undefined ? [] : [{ kind: 'email', raw } as const]
  const input = { kind: 'person', displayName, points } as const
  return (await app.call('contacts.create', input)).id
}

/** The mail as the file of another program. */
const asText = async (app: TestApplication, id: EmailId): Promise<string> => {
  const { file } = await app.call('emails.asFile', { id })
  const stored = app.application.files.find(file)
  if (stored === undefined) throw new Error('no file')
  return Buffer.concat(await app.application.files.read(stored).toArray()).toString()
}

const account = (app: TestApplication) =>
  app.call('emailAccounts.create', { ...idleAccount, signature: '<p>Ada</p>' })

test('a batch is written at as one, each with an address of its own', async () => {
  const app = await open()
  const ids = [await person(app, 'Ana', 'ana@x.example'), await person(app, 'Bob', 'bob@x.example')]
  const made = await app.call('emails.createMany', {
    selection: { ids },
    accountId: null,
    subject: 'Hello',
    body: '<p>Hello {{ contact.name }}</p>',
  })
  const [first, second] = made.ids
  if (first === undefined || second === undefined) throw new Error('two were asked for')
  await app.call('emails.update', { id: first, wholeBatch: true, subject: 'Good morning' })
  await app.call('emails.update', { id: first, toAddress: 'ana@y.example' })
  const file = await upload(app, 'offer.txt', 'six bytes')
  await app.call('emails.attach', { id: first, file, wholeBatch: true })
  const { email } = await app.call('emails.get', { id: second })
  expect(email).toMatchObject({
    subject: 'Good morning',
    toAddress: 'bob@x.example',
    state: 'draft',
    attachments: [{ name: 'offer.txt', type: 'text/plain', size: 9, cid: null }],
  })
  const { emails } = await app.call('emails.list', { group: 'drafts', batch: email.batch ?? '' })
  expect(emails).toHaveLength(2)
  await app.call('emails.delete', { id: second, wholeBatch: true })
  expect((await app.call('emails.outbox', {})).counts.drafts).toBe(0)
  await app.call('history.undoLast', {})
  expect((await app.call('emails.outbox', {})).counts.drafts).toBe(2)
})

test('drafts come page by page, the one written at last on top', async () => {
  const app = await open()
  const contactId = await person(app, 'Ana')
  const ids = []
  for (const subject of ['a', 'b', 'c']) {
    ids.push((await app.call('emails.create', { contactId, subject })).id)
    app.clock.advance(1000)
  }
  const first = await app.call('emails.list', { group: 'drafts', limit: 2 })
  expect(first.emails.map(({ subject }) => subject)).toEqual(['c', 'b'])
  const rest = await app.call('emails.list', {
    group: 'drafts',
    limit: 2,
    after: first.nextCursor ?? '',
  })
  expect(rest).toMatchObject({ emails: [{ subject: 'a' }], nextCursor: null })
})

test('what stands in the way is told before anything is scheduled', async () => {
  const app = await open()
  const contactId = await person(app, 'Ana')
  const written = { contactId, subject: '', body: '<p>{{ contact.city }} see the attached</p>' }
  const { id } = await app.call('emails.create', written)
  const codes = async () =>
    (await app.call('emails.check', { ids: [id] })).checks.map(({ code }) => code)
  expect(await codes()).toEqual([
    'no-account',
    'no-address',
    'empty-subject',
    'missing-field',
    'forgotten-attachment',
  ])
  await account(app)
  await app.call('emails.update', { id, toAddress: 'ana@x.example', body: '<p>Hello</p>' })
  expect(await codes()).toEqual(['empty-subject'])
  await app.call('suppressions.add', { address: 'Ana@X.example' })
  expect(await codes()).toEqual(['suppressed', 'empty-subject'])
  const reply = await app.reply('emails.schedule', { ids: [id], when: { kind: 'now' } })
  expect(reply).toMatchObject({ ok: false, error: { code: 'not-ready' } })
})

test('another word that stands for a fact is told and holds nothing back', async () => {
  const app = await open()
  await account(app)
  const contactId = await person(app, 'Ana', 'ana@x.example')
  const { id } = await app.call('emails.create', {
    contactId,
    subject: 'Hello',
    body: '<p>How is {{ contact.city | default: "your town" }}, {{ contact.name | default: "you" }}?</p>',
  })
  const { checks } = await app.call('emails.check', { ids: [id] })
  const found = { code: 'missing-field', isBlocking: false, field: 'contact.city', emailId: id }
  expect(checks).toEqual([found])
  const when = { kind: 'now' } as const
  expect(await app.call('emails.schedule', { ids: [id], when })).toMatchObject({ scheduled: 1 })
})

test('a mail for another program is a whole one, and its line can be taken back', async () => {
  const app = await open()
  const contactId = await person(app, 'Ana', 'ana@x.example')
  const written = { contactId, subject: 'Grüße, {{ contact.name }}', body: '<p>你好</p>' }
  const { id } = await app.call('emails.create', written)
  const { file, name } = await app.call('emails.asFile', { id })
  expect(name).toMatch(/\.eml$/)
  const stored = app.application.files.find(file)
  if (stored === undefined) throw new Error('no file')
  const chunks = await app.application.files.read(stored).toArray()
  const text = Buffer.concat(chunks).toString()
  const head = text.slice(0, text.indexOf('\r\n\r\n'))
  expect(head).toMatch(/^X-Unsent: 1\r\n/)
  expect(head).toMatch(/^To: .*<?ana@x\.example>?\r?$/m)
  expect(head).not.toMatch(/^(From|Message-ID|Date|X-Kith-Send-Id):/im)
  await app.call('emails.markSent', { id })
  const timeline = async () => (await app.call('activities.list', { contactId })).activities
  expect(await timeline()).toMatchObject([{ kind: 'mail-sent', mail: { subject: 'Grüße, Ana' } }])
  await app.call('history.undoLast', {})
  expect(await timeline()).toEqual([])
  expect((await app.call('emails.get', { id })).email.state).toBe('draft')
})

test('a picture in the text travels inside the mail, and its words stand in the plain text', async () => {
  const app = await open()
  const accountId = await account(app)
  const contactId = await person(app, 'Ana', 'ana@x.example')
  const { id } = await app.call('emails.create', { contactId, subject: 'Hello' })
  const picture = async () => {
    const file = await upload(app, 'harbour.png', 'no more than ten')
    return (await app.call('emails.attach', { id, file, isInline: true })).attachment
  }
  const { cid, hash } = await picture()
  expect((await picture()).cid).toBe(cid)
  await app.call('emails.attach', { id, file: await upload(app, 'map.png', 'a map') })
  const body = `<p>Look: <img src="cid:${cid}" alt="The harbour"></p>`
  await app.call('emails.update', { id, body })
  const shown = { id, contactId, accountId: accountId.id, subject: 'Hello', body }
  const preview = await app.call('emails.preview', shown)
  expect(preview.html).toMatch(/<img style="[^"]+" src="data:image\/png;base64,/)
  expect(preview.text).toContain('Look: [The harbour]')

  const sent = () => asText(app, id)
  const mail = await sent()
  expect(mail).toMatch(/^Content-Type: multipart\/related/m)
  expect(mail).toContain(`Content-ID: <${cid}>`)
  expect(mail.match(/^Content-Disposition: inline/gm)).toHaveLength(1)
  expect(mail.match(/^Content-Disposition: attachment/gm)).toHaveLength(1)

  // Out of the text it stays at hand for Undo, and stays at home.
  await app.call('emails.update', { id, body: '<p>Look.</p>' })
  expect(await sent()).not.toContain('Content-Disposition: inline')
  expect((await app.call('emails.get', { id })).email.attachments).toHaveLength(2)
  await app.call('emails.detach', { id, hash })
  expect((await app.call('emails.get', { id })).email.attachments).toMatchObject([
    { name: 'map.png' },
  ])
})

test('a picture that was taken back out of order is told, and can be done again', async () => {
  const app = await open()
  const { id: accountId } = await account(app)
  const contactId = await person(app, 'Ana', 'ana@x.example')
  const { id } = await app.call('emails.create', { contactId, subject: 'Hello' })
  const file = await upload(app, 'harbour.png', 'no more than ten')
  const { attachment, operationId } = await app.call('emails.attach', { id, file, isInline: true })
  if (operationId === null) throw new Error('nothing to take back')
  const body = `<p>Look: <img alt="" src="cid:${attachment.cid}"> there</p>`
  await app.call('emails.update', { id, body })
  const shown = { contactId, accountId, subject: 'Hello', body }
  const codes = async (more: { id?: typeof id } = { id }) =>
    (await app.call('emails.preview', { ...more, ...shown })).checks.map(({ code }) => code)
  expect(await codes()).toEqual([])
  const { operationId: undone } = await app.call('history.undo', { id: operationId })
  if (undone === null) throw new Error('nothing was taken back')
  expect(await codes()).toEqual(['picture-gone'])
  // Not yet known as the draft that it is, its pictures are not known either.
  expect(await codes({})).toEqual([])
  const { checks } = await app.call('emails.check', { ids: [id] })
  expect(checks).toMatchObject([{ code: 'picture-gone', isBlocking: true, emailId: id }])
  expect(await asText(app, id)).not.toContain('<img')
  expect(await asText(app, id)).toContain('there')
  await app.call('history.undo', { id: undone })
  expect(await codes()).toEqual([])
  expect(await asText(app, id)).toContain('<img')
})

test('files that are too much for one mail are told while it is written', async () => {
  const app = await open()
  const { id: accountId } = await account(app)
  const contactId = await person(app, 'Ana', 'ana@x.example')
  const body = '<p>Hello</p>'
  const { id } = await app.call('emails.create', { contactId, subject: 'Films', body })
  const shown = { id, contactId, accountId, subject: 'Films', body }
  const checks = async () => (await app.call('emails.preview', shown)).checks
  for (const sign of ['a', 'b']) {
    expect(await checks()).toEqual([])
    const file = await upload(app, `${sign}.mp4`, sign.repeat(9.5 * 1024 ** 2))
    await app.call('emails.attach', { id, file })
  }
  const maxBytes = maxFilesBytes({ maxBytes: null })
  expect(await checks()).toMatchObject([
    { code: 'too-large', isBlocking: true, size: { bytes: 19 * 1024 ** 2, maxBytes } },
  ])
  const tooLarge = await upload(app, 'c.mp4', 'c'.repeat(maxBytes + 1))
  const refused = await app.reply('emails.attach', { id, file: tooLarge })
  expect(refused).toMatchObject({ error: { code: 'too-large', data: { maxBytes } } })
})

test('what passes the look over the files is taken when it leaves', async () => {
  const app = await open()
  const { id: accountId } = await account(app)
  await app.call('emailAccounts.setPassword', { id: accountId, password: 'secret' })
  const contactId = await person(app, 'Ana', 'ana@x.example')
  const mail = { contactId, accountId, subject: 'Films', body: '<p>Hello</p>' }
  const { id } = await app.call('emails.create', mail)
  const bytes = maxFilesBytes({ maxBytes: null })
  const file = await upload(app, 'a.mp4', 'a'.repeat(bytes))
  await app.call('emails.attach', { id, file })
  expect((await app.call('emails.preview', { id, ...mail })).checks).toEqual([])
  // Nobody answers at its server; a mail that is too large would not get so far.
  const reply = await app.reply('emails.sendTest', { id })
  expect(reply).toMatchObject({ error: { code: 'not-sent', data: { reason: 'connection' } } })
})

test('drafts that an answer stopped come by themselves, however many others there are', async () => {
  const app = await open()
  const database = new DatabaseConstructor(join(app.workspace, 'workspace.db'))
  onTestFinished(() => void database.close())
  const contactId = await person(app, 'Ana')
  const stopped: EmailId[] = []
  for (const subject of ['a', 'b', 'c']) {
    stopped.unshift((await app.call('emails.create', { contactId, subject })).id)
    app.clock.advance(1000)
  }
  database.exec(`update emails set stopped_reason = 'answered' where id in (${stopped.join()})`)
  const { id: other } = await app.call('emails.create', { contactId })
  const many = 100_000
  database.pragma('synchronous=OFF')
  database.exec(`with recursive n(n) as (select 1 union all select n + 1 from n where n < ${many})
    insert into emails(uid, contact_id, subject, created_at, updated_at)
      select 'm' || n, e.contact_id, '', 0, e.updated_at + n from n
        cross join emails e on e.id = ${other}`)
  const page = (more: { limit?: number; after?: string; contactId?: ContactId }) =>
    app.call('emails.list', { group: 'stopped', ...more })
  const first = await page({ limit: 2 })
  const rest = await page({ limit: 2, after: first.nextCursor ?? '' })
  expect([...first.emails, ...rest.emails].map(({ id }) => id)).toEqual(stopped)
  expect(rest.nextCursor).toBeNull()
  expect((await page({ contactId })).emails.map(({ id }) => id)).toEqual(stopped)
  const drafts = many + stopped.length + 1
  expect((await app.call('emails.outbox', {})).counts).toMatchObject({ drafts, stopped: 3 })
  expect(await usualMs(5, () => page({}))).toBeLessThan(5)
})

/** Somebody with two addresses, the first of which may be marked as wanting no mail. */
const withTwoAddresses = async () => {
  const app = await open()
  const [home, work] = ['ana@home.example', 'ana@work.example']
  const contactId = await person(app, 'Ana', home)
  await app.call('contacts.addPoint', { contactId, point: { kind: 'email', raw: work } })
  const mark = async (raw: string, owner: ContactId = contactId) => {
    const { points } = await app.call('contacts.get', { id: owner })
    const id = points.find((point) => point.raw === raw)?.id
    if (id !== undefined) await app.call('contacts.updatePoint', { id, optedOut: true })
  }
  /** Where a new mail goes, and why it does not. */
  const goesTo = async () => {
    const written = { accountId: null, subject: 'Hello', body: '<p>Hello</p>' }
    const { to, checks } = await app.call('emails.preview', { contactId, ...written })
    const { id } = await app.call('emails.create', { contactId, ...written })
    const { email } = await app.call('emails.get', { id })
    const { points } = await app.call('contacts.get', { id: contactId })
    const taking = points.filter(({ takesMail }) => takesMail).map(({ raw }) => raw)
    expect([email.toAddress, taking]).toEqual([to, [to]])
    return [to, checks.some(({ code }) => code === 'suppressed')]
  }
  return { app, home, work, mark, goesTo }
}

test('a new mail goes to the first address that wants mail, else to the first', async () => {
  const { home, work, mark, goesTo } = await withTwoAddresses()
  expect(await goesTo()).toEqual([home, false])
  await mark(home)
  expect(await goesTo()).toEqual([work, false])
  await mark(work)
  expect(await goesTo()).toEqual([home, true])
})

test('what is noted at an address counts with everybody who has it', async () => {
  const { app, home, work, mark, goesTo } = await withTwoAddresses()
  await mark(home, await person(app, 'Anna', home))
  expect(await goesTo()).toEqual([work, false])
})

test('who asked for no more mail gets none at another address', async () => {
  const { app, home, goesTo } = await withTwoAddresses()
  await app.call('suppressions.add', { address: home })
  expect(await goesTo()).toEqual([home, true])
})

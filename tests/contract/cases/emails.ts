import { join } from 'node:path'
import DatabaseConstructor from 'better-sqlite3'
import { onTestFinished } from 'vitest'
import type { Input } from '#shared/contract/index.ts'
import type { EmailAccountId, EmailId } from '#shared/domain/ids.ts'
import { startSmtpCatcher } from '#tests/support/smtp-catcher.ts'
import { type CaseApp, nobody, type SliceCases } from '../case.ts'

/** An id no mail has. */
const noMail = nobody as number as EmailId

const account = async (app: CaseApp, port = 9): Promise<EmailAccountId> => {
  const settings = {
    address: 'nora@hale.example',
    fromName: 'Nora Hale',
    provider: null,
    smtp: { host: 'localhost', port, security: 'tls' },
    imap: { host: '127.0.0.1', port: 9, security: 'tls' },
    userName: 'ada',
    signature: null,
    dailyLimit: 200,
  } as const
  return (await app.call('emailAccounts.create', settings)).id
}

const withPassword = async (app: CaseApp, port?: number): Promise<EmailAccountId> => {
  const id = await account(app, port)
  await app.call('emailAccounts.setPassword', { id, password: 'secret' })
  return id
}

const draft = async (
  app: CaseApp,
  text: Partial<Input<'emails.create'>> = {},
): Promise<EmailId> => {
  const contactId = await app.person()
  const written = { toAddress: 'ana@lumen.example', subject: 'Hello', body: '<p>Hello</p>' }
  return (await app.call('emails.create', { contactId, ...written, ...text })).id
}

/** A draft to somebody who wants no mail. */
const unwanted = async (app: CaseApp): Promise<EmailId> => {
  const id = await draft(app)
  await app.call('suppressions.add', { address: 'ana@lumen.example' })
  return id
}

const now = { kind: 'now' } as const

const scheduled = async (app: CaseApp): Promise<EmailId> => {
  await account(app)
  const id = await draft(app)
  await app.call('emails.schedule', { ids: [id], when: now })
  return id
}

/** A mail of which the owner knows what became. */
const withFate = async (app: CaseApp, state: 'sent' | 'uncertain'): Promise<EmailId> => {
  const id = await scheduled(app)
  const database = new DatabaseConstructor(join(app.wired.application.folder, 'workspace.db'))
  const sentAt = state === 'sent' ? app.wired.clock.now() : null
  database.prepare('update deliveries set state = ?, sent_at = ?').run(state, sentAt)
  database.close()
  return id
}

const attached = async (app: CaseApp) => {
  const id = await draft(app)
  const file = await app.upload('six bytes', 'offer.txt')
  const { attachment } = await app.call('emails.attach', { id, file })
  return { id, hash: attachment.hash }
}

/** Mails, from the draft to what became of them. */
export const emailCases: SliceCases<'emails'> = {
  'emails.get': {
    success: async (app) => ({ id: (await attached(app)).id }),
    failures: { 'not-found': () => ({ id: noMail }) },
  },
  'emails.list': {
    success: async (app) => {
      await withFate(app, 'sent')
      return { group: 'sent', limit: 5 }
    },
    failures: { 'bad-cursor': () => ({ group: 'drafts', after: '?' }) },
  },
  'emails.groups': {
    success: async (app) => {
      await withFate(app, 'sent')
      return { groups: [{ group: 'drafts' }, { group: 'stopped' }, { group: 'sent', limit: 5 }] }
    },
    failures: {},
  },
  'emails.batch': {
    success: async (app) => {
      const id = await scheduled(app)
      const { email } = await app.call('emails.get', { id })
      return { batch: email.batch ?? 'none', state: 'waiting' }
    },
    failures: {},
  },
  'emails.stopped': { success: () => ({}), failures: {} },
  'emails.pending': {
    success: async (app) => {
      const contactId = await app.person()
      await draft(app, { contactId })
      return { contactId, limit: 5 }
    },
    failures: {},
  },
  'emails.overdue': { success: () => ({}), failures: {} },
  'emails.outbox': {
    success: async (app) => {
      await scheduled(app)
      return {}
    },
    failures: {},
  },
  'emails.create': {
    success: async (app) => ({ contactId: await app.person(), like: await draft(app) }),
    failures: { 'not-found': () => ({ contactId: nobody }) },
  },
  'emails.createMany': {
    success: async (app) => ({
      selection: { ids: [await app.person('Ana'), await app.person('Bob')] },
      accountId: null,
      subject: 'Hello',
      body: '<p>Hello</p>',
    }),
    failures: {
      'not-found': async (app) => ({
        selection: { ids: [await app.person()] },
        accountId: 987_654 as never,
        subject: '',
        body: '',
      }),
      'too-many': { skip: 'a thousand people take longer than the case is worth' },
      nobody: () => ({ selection: { ids: [nobody] }, accountId: null, subject: '', body: '' }),
    },
  },
  'emails.update': {
    success: async (app) => ({ id: await draft(app), subject: 'Good morning' }),
    failures: {
      'not-found': () => ({ id: noMail, subject: '' }),
      'not-draft': async (app) => ({ id: await scheduled(app), subject: '' }),
    },
  },
  'emails.attach': {
    success: async (app) => ({
      id: await draft(app),
      file: await app.upload(new Uint8Array([137, 80, 78, 71]), 'dot.png'),
      isInline: true,
    }),
    failures: {
      'not-found': async (app) => ({ id: noMail, file: await app.upload('x', 'x.txt') }),
      'not-draft': async (app) => ({
        id: await scheduled(app),
        file: await app.upload('x', 'x.txt'),
      }),
      'no-such-file': async (app) => ({ id: await draft(app), file: '0'.repeat(32) as never }),
      'not-a-picture': async (app) => ({
        id: await draft(app),
        file: await app.upload('<svg/>', 'logo.svg'),
        isInline: true,
      }),
      'too-large': async (app) => ({
        id: await draft(app),
        file: await app.upload(new Uint8Array(19 * 1024 ** 2), 'film.mp4'),
      }),
    },
  },
  'emails.detach': {
    success: (app) => attached(app),
    failures: {
      'not-found': () => ({ id: noMail, hash: '0' }),
      'not-draft': async (app) => ({ id: await scheduled(app), hash: '0' }),
    },
  },
  'emails.delete': {
    success: async (app) => ({ id: await draft(app) }),
    failures: {
      'not-found': () => ({ id: noMail }),
      'not-draft': async (app) => ({ id: await scheduled(app) }),
    },
  },
  'emails.deleteMany': {
    success: async (app) => ({ ids: [await draft(app), await draft(app)] }),
    failures: {
      'not-found': async (app) => ({ ids: [await draft(app), noMail] }),
      'not-draft': async (app) => ({ ids: [await scheduled(app)] }),
    },
  },
  'emails.preview': {
    success: async (app) => ({
      contactId: await app.person(),
      accountId: await account(app),
      toAddress: 'ana@lumen.example',
      subject: 'Hello {{ contact.name }}',
      body: '<p>The offer is attached.</p>',
      when: { kind: 'next-morning' },
    }),
    failures: {
      'not-found': () => ({ contactId: nobody, accountId: null, subject: '', body: '' }),
    },
  },
  'emails.check': {
    success: async (app) => ({ ids: [await draft(app, { toAddress: 'nowhere' })], when: now }),
    failures: { 'not-found': () => ({ ids: [noMail] }) },
  },
  'emails.picture': {
    success: async (app) => {
      const id = await draft(app)
      const file = await app.upload(new Uint8Array([137, 80, 78, 71]), 'dot.png')
      const { attachment } = await app.call('emails.attach', { id, file, isInline: true })
      return { id, hash: attachment.hash }
    },
    failures: { 'not-found': async (app) => ({ id: await draft(app), hash: '0' }) },
  },
  'emails.schedule': {
    success: async (app) => {
      await account(app)
      const at = { kind: 'at', wall: '2026-12-01T09:30', timeZone: 'Europe/Lisbon' } as const
      return { ids: [await draft(app)], when: at, unlessAnswered: true }
    },
    failures: {
      'not-found': () => ({ ids: [noMail], when: now }),
      'not-draft': async (app) => ({ ids: [await withFate(app, 'sent')], when: now }),
      'not-ready': async (app) => ({ ids: [await draft(app)], when: now }),
    },
  },
  'emails.cancel': {
    success: async (app) => ({ ids: [await scheduled(app)] }),
    failures: { 'has-left': async (app) => ({ ids: [await withFate(app, 'sent')] }) },
  },
  'emails.decide': {
    success: async (app) => ({ ids: [await withFate(app, 'uncertain')], decision: 'arrived' }),
    failures: {
      'not-found': () => ({ ids: [noMail], decision: 'release' }),
      'not-decidable': async (app) => ({ ids: [await draft(app)], decision: 'resend' }),
    },
  },
  'emails.sendTest': {
    success: async (app) => {
      const server = await startSmtpCatcher('tls')
      onTestFinished(() => server.stop())
      return { id: await draft(app, { accountId: await withPassword(app, server.port) }) }
    },
    failures: {
      'not-found': () => ({ id: noMail }),
      'no-account': async (app) => ({ id: await draft(app) }),
      'no-secret': async (app) => ({ id: await draft(app, { accountId: await account(app) }) }),
      'secrets-locked': async (app) => {
        const id = await draft(app, { accountId: await withPassword(app) })
        app.wired.secrets.state = 'locked'
        return { id }
      },
      'not-sent': async (app) => ({
        id: await draft(app, { accountId: await withPassword(app) }),
      }),
    },
  },
  'emails.switch': { success: () => ({ isOn: false }), failures: {} },
  'emails.releaseAll': { success: () => ({}), failures: {} },
  'emails.asFile': {
    success: async (app) => ({ id: await draft(app) }),
    failures: {
      'not-found': () => ({ id: noMail }),
      'not-wanted': async (app) => ({ id: await unwanted(app) }),
    },
  },
  'emails.markSent': {
    success: async (app) => ({ id: await draft(app) }),
    failures: {
      'not-found': () => ({ id: noMail }),
      'not-draft': async (app) => ({ id: await scheduled(app) }),
      'not-wanted': async (app) => ({ id: await unwanted(app) }),
    },
  },
}

/** Addresses no mail goes to. */
export const suppressionCases: SliceCases<'suppressions'> = {
  'suppressions.list': {
    success: async (app) => {
      await app.call('suppressions.add', { address: 'ana@lumen.example' })
      return { limit: 5 }
    },
    failures: {},
  },
  'suppressions.add': {
    success: () => ({ address: 'Ana@Lumen.example', note: 'She asked on the phone' }),
    failures: { 'not-an-address': () => ({ address: 'ana' }) },
  },
  'suppressions.lift': {
    success: async (app) => {
      await app.call('suppressions.add', { address: 'ana@lumen.example' })
      return { address: 'ana@lumen.example', note: 'She wrote again' }
    },
    failures: { 'not-found': () => ({ address: 'bob@lumen.example', note: 'Mistake' }) },
  },
}

import { type CaseApp, type SliceCases } from '../case.ts'

/** An account whose server does not answer. */
const account = async (app: CaseApp): Promise<void> => {
  const server = { host: '127.0.0.1', port: 9, security: 'tls' } as const
  const { id } = await app.call('emailAccounts.create', {
    address: 'nora@hale.example',
    fromName: 'Nora Hale',
    provider: null,
    smtp: server,
    imap: server,
    userName: 'nora',
    signature: null,
    dailyLimit: 200,
  })
  await app.call('emailAccounts.setPassword', { id, password: 'secret' })
}

/** Mailboxes. */
export const mailboxCases: SliceCases<'mailboxes'> = {
  'mailboxes.status': {
    success: async (app) => {
      await account(app)
      await app.call('mailboxes.sync', {})
      return {}
    },
    failures: {},
  },
  'mailboxes.answers': {
    success: async () => ({ onlyWaiting: true, limit: 10 }),
    failures: { 'bad-cursor': async () => ({ after: 'nowhere' }) },
  },
  'mailboxes.sync': {
    success: async (app) => {
      await account(app)
      return {}
    },
    failures: {},
  },
}

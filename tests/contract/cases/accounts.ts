import type { Input } from '#shared/contract/index.ts'
import type { EmailAccountId } from '#shared/domain/ids.ts'
import { type CaseApp, nobody, type SliceCases } from '../case.ts'

const settings: Input<'emailAccounts.create'> = {
  address: 'nora@hale.example',
  fromName: 'Nora Hale',
  provider: null,
  // Nothing answers there.
  smtp: { host: '127.0.0.1', port: 9, security: 'tls' },
  imap: { host: '127.0.0.1', port: 9, security: 'tls' },
  userName: 'nora',
  signature: '<p>Nora</p>',
  dailyLimit: 200,
}

/** An id no account has. */
const noAccount = nobody as number as EmailAccountId

const account = async (app: CaseApp): Promise<EmailAccountId> =>
  (await app.call('emailAccounts.create', settings)).id

const client = { clientId: 'nora-client', clientSecret: 'nora-client-secret' }

/** An account that the provider's own servers are named for. */
const microsoftAccount = async (app: CaseApp): Promise<EmailAccountId> => {
  const smtp = { host: 'smtp-mail.outlook.com', port: 587, security: 'starttls' } as const
  const imap = { host: 'outlook.office365.com', port: 993, security: 'tls' } as const
  const own = { provider: 'outlook', auth: 'oauth', smtp, imap } as const
  return (await app.call('emailAccounts.create', { ...settings, ...own })).id
}

const withPassword = async (app: CaseApp): Promise<EmailAccountId> => {
  const id = await account(app)
  await app.call('emailAccounts.setPassword', { id, password: 'secret' })
  return id
}

const shut = (app: CaseApp, state: 'locked' | 'unavailable'): void => {
  app.wired.secrets.state = state
}

/** Mail accounts. */
export const emailAccountCases: SliceCases<'emailAccounts'> = {
  'emailAccounts.list': {
    success: async (app) => {
      await withPassword(app)
      return {}
    },
    failures: {},
  },
  'emailAccounts.presets': { success: () => ({}), failures: {} },
  'emailAccounts.create': {
    success: () => settings,
    failures: { 'not-an-address': () => ({ ...settings, address: 'nora' }) },
  },
  'emailAccounts.update': {
    success: async (app) => ({ id: await account(app), fromName: 'Nora', imap: null }),
    failures: {
      'not-found': () => ({ id: noAccount, fromName: 'Nora' }),
      'not-an-address': async (app) => ({ id: await account(app), address: 'a@b@c.example' }),
    },
  },
  'emailAccounts.setDefault': {
    success: async (app) => {
      await account(app)
      return { id: await account(app) }
    },
    failures: { 'not-found': () => ({ id: noAccount }) },
  },
  'emailAccounts.delete': {
    success: async (app) => ({ id: await account(app) }),
    failures: { 'not-found': () => ({ id: noAccount }) },
  },
  'emailAccounts.setPassword': {
    success: async (app) => ({ id: await account(app), password: 'secret' }),
    failures: {
      'not-found': () => ({ id: noAccount, password: 'secret' }),
      blank: async (app) => {
        const made = await app.call('emailAccounts.create', { ...settings, provider: 'gmail' })
        return { id: made.id, password: ' \n' }
      },
      'secrets-locked': async (app) => {
        shut(app, 'locked')
        return { id: await account(app), password: 'secret' }
      },
      'secrets-unavailable': async (app) => {
        shut(app, 'unavailable')
        return { id: await account(app), password: 'secret' }
      },
    },
  },
  'emailAccounts.signIn': {
    success: async (app) => {
      await app.call('emailAccounts.setSignInClient', { provider: 'microsoft', client })
      return { id: await microsoftAccount(app) }
    },
    failures: {
      'not-found': () => ({ id: noAccount }),
      'not-offered': async (app) => ({ id: await account(app) }),
      'no-client': async (app) => ({ id: await microsoftAccount(app) }),
      'secrets-locked': async (app) => {
        shut(app, 'locked')
        return { id: await microsoftAccount(app) }
      },
      'secrets-unavailable': async (app) => {
        shut(app, 'unavailable')
        return { id: await microsoftAccount(app) }
      },
    },
  },
  'emailAccounts.signInProviders': {
    success: async (app) => {
      await app.call('emailAccounts.setSignInClient', { provider: 'google', client })
      return {}
    },
    failures: {},
  },
  'emailAccounts.setSignInClient': {
    success: () => ({ provider: 'google', client }),
    failures: {
      'secrets-locked': (app) => {
        shut(app, 'locked')
        return { provider: 'google', client }
      },
      'secrets-unavailable': (app) => {
        shut(app, 'unavailable')
        return { provider: 'google', client: null }
      },
    },
  },
  'emailAccounts.unlock': {
    success: (app) => {
      shut(app, 'locked')
      return { passphrase: 'open' }
    },
    failures: {
      'wrong-passphrase': (app) => {
        shut(app, 'locked')
        return { passphrase: 'other' }
      },
      'too-many-attempts': (app) => {
        app.wired.secrets.unlockFailure = { code: 'too-many-attempts', data: { waitMs: 1000 } }
        return { passphrase: 'open' }
      },
      'secrets-unavailable': (app) => {
        shut(app, 'unavailable')
        return { passphrase: 'open' }
      },
    },
  },
  'emailAccounts.startOver': {
    success: (app) => {
      shut(app, 'locked')
      return { passphrase: 'another' }
    },
    failures: {
      'secrets-unavailable': (app) => {
        shut(app, 'unavailable')
        return { passphrase: 'another' }
      },
    },
  },
  'emailAccounts.test': {
    success: async (app) => ({ id: await withPassword(app) }),
    failures: {
      'not-found': () => ({ id: noAccount }),
      'no-secret': async (app) => ({ id: await account(app) }),
      'secrets-locked': async (app) => {
        const id = await withPassword(app)
        shut(app, 'locked')
        return { id }
      },
    },
  },
}

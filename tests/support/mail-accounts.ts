import type { Input } from '#shared/contract/index.ts'
import type { ContactId, EmailId } from '#shared/domain/ids.ts'
import type { TestApplication } from './application.ts'

/** An account at servers that nobody runs: what it is to send waits. */
export const idleAccount: Input<'emailAccounts.create'> = {
  address: 'ada@lumen.example',
  fromName: 'Ada',
  provider: null,
  smtp: { host: 'localhost', port: 9, security: 'tls' },
  imap: { host: 'localhost', port: 9, security: 'tls' },
  userName: 'ada',
  signature: null,
  dailyLimit: 200,
}

/** A draft to Bob at this address, on such an account. */
export const addDraftToBob = async (
  app: TestApplication,
  raw = 'bob@ross.example',
): Promise<{ readonly id: EmailId; readonly contactId: ContactId }> => {
  await app.call('emailAccounts.create', idleAccount)
  const points = [{ kind: 'email', raw } as const]
  const bob = { kind: 'person', displayName: 'Bob', points } as const
  const { id: contactId } = await app.call('contacts.create', bob)
  const text = { subject: 'Hello', body: '<p>Hi</p>' }
  const { id } = await app.call('emails.create', { contactId, ...text })
  return { id, contactId }
}

/** Whose mailbox the tests read. */
export const noraAddress = 'nora@hale.example'
/** Her name at the server. */
export const nora = 'nora'

/** Her account, with a mailbox behind this port on this machine and its password. */
export const addNora = async (app: TestApplication, port: number): Promise<void> => {
  const server = { host: 'localhost', port, security: 'tls' } as const
  const { id } = await app.call('emailAccounts.create', {
    ...idleAccount,
    address: noraAddress,
    fromName: 'Nora',
    imap: server,
    userName: nora,
  })
  await app.call('emailAccounts.setPassword', { id, password: 'p' })
}

import { join } from 'node:path'
import DatabaseConstructor from 'better-sqlite3'
import { createSendId, messageIdOf, unsubscribeToken } from '#main/engines/email/tokens.ts'
import type { ContactId } from '#shared/domain/ids.ts'
import { openTestApplication } from '#tests/support/application.ts'
import { type CutProxy, startCutProxy } from '#tests/support/cut-proxy.ts'
import { type Dovecot, startDovecot } from '#tests/support/dovecot.ts'
import { FakeClock, fridayMorning } from '#tests/support/fake-clock.ts'
import { addNora } from '#tests/support/mail-accounts.ts'
import { SeededRandom } from '#tests/support/seeded-random.ts'

/** Mails of the suites come an hour after everything was scheduled. */
export const arrival = fridayMorning + 3_600_000

/** A real application with an account on a real server, reached through a proxy. */
export interface MailboxHouse {
  readonly dovecot: Dovecot
  readonly proxy: CutProxy
  person(name: string, address: string): Promise<ContactId>
  /** A mail that Kith has sent, and one that waits for an answer; Message-ID of the first. */
  correspond(contactId: ContactId, address: string): string
  token(contactId: ContactId): string
  /** Reads the mailbox; whether that went well. */
  sync(): Promise<boolean>
  count(sql: string): number
  close(): Promise<void>
}

/** The token with which a contact asks for no more mail. */
const tokensOf =
  (database: DatabaseConstructor.Database, key: Uint8Array) =>
  (contactId: ContactId): string => {
    const uid = database.prepare('select uid from contacts where id = ?').pluck().get(contactId)
    return unsubscribeToken({ contact: String(uid), list: 'mail' }, key)
  }

const addMails =
  (database: DatabaseConstructor.Database, key: Uint8Array, random: SeededRandom) =>
  (contactId: ContactId, address: string): string => {
    const tokenOf = tokensOf(database, key)
    const sendId = createSendId(random)
    const messageId = messageIdOf(sendId, 'hale.example', key)
    const at = fridayMorning - 1000
    const email = database.prepare(
      `insert into emails(uid, contact_id, subject, intent, unless_answered, scheduled_at,
        created_at, updated_at) values(?, ?, 'Winter', 'scheduled', 1, ?, ?, ?)`,
    )
    const { lastInsertRowid } = email.run(`s${sendId}`, contactId, at, at, at)
    email.run(`w${sendId}`, contactId, at, at, at)
    database
      .prepare(
        `insert into deliveries(email_id, state, send_id, message_id, token, account_uid, to_address,
          sent_at, changed_at) values(?, 'sent', ?, ?, ?, '', ?, ?, ?)`,
      )
      .run(lastInsertRowid, sendId, messageId, tokenOf(contactId), address, at, at)
    return messageId
  }

/** Opens the house in a folder. */
export const openMailboxHouse = async (folder: string): Promise<MailboxHouse> => {
  const dovecot = await startDovecot()
  const proxy = await startCutProxy(dovecot.tlsPort)
  const application = await openTestApplication({
    folder,
    clock: new FakeClock(),
    trustedCertificates: [dovecot.ca],
  })
  await addNora(application, proxy.port)
  const database = new DatabaseConstructor(join(application.workspace, 'workspace.db'))
  const scalar = (sql: string): unknown => database.prepare(sql).pluck().get()
  const key = Buffer.from(
    String(scalar(`select value from machinery where key = 'email-token-key'`)),
    'base64',
  )
  return {
    dovecot,
    proxy,
    person: async (displayName, raw) => {
      const points = [{ kind: 'email', raw }] as const
      const made = { kind: 'person', displayName, points: [...points] } as const
      return (await application.call('contacts.create', { ...made, points: [...points] })).id
    },
    correspond: addMails(database, key, new SeededRandom(5)),
    token: tokensOf(database, key),
    sync: async () => {
      const { isDone, failed } = await application.call('mailboxes.sync', {})
      return isDone && failed.length === 0
    },
    count: (sql) => Number(scalar(sql)),
    close: async () => {
      database.close()
      await application.close()
      await proxy.stop()
      await dovecot.stop()
    },
  }
}

import { randomBytes } from 'node:crypto'
import type { Transaction } from '#main/db/executor.ts'
import {
  createSendId,
  messageIdOf,
  unsubscribeToken,
  verifyMessageId,
  verifyUnsubscribeToken,
} from '#main/engines/email/tokens.ts'
import { LookBacksRepository } from '#main/features/mailboxes/look-backs.repository.ts'
import { MailboxStatesRepository } from '#main/features/mailboxes/mailbox-states.repository.ts'
import { MailboxesRepository } from '#main/features/mailboxes/mailboxes.repository.ts'
import { MailboxesService } from '#main/features/mailboxes/mailboxes.service.ts'
import type { OutgoingMails } from '#main/features/mailboxes/outgoing-mails.ts'
import { SuggestionsRepository } from '#main/features/suggestions/suggestions.repository.ts'
import { SuppressionsRepository } from '#main/features/suppressions/suppressions.repository.ts'
import { SuppressionsService } from '#main/features/suppressions/suppressions.service.ts'
import type { StartHelper } from '#main/platform/helper-protocol.ts'
import type { ContactId } from '#shared/domain/ids.ts'
import type { Dovecot } from './dovecot.ts'
import { startKeptHelper } from './kept-helpers.ts'
import { openTestWorkspace } from './open-workspace.ts'

/** The address of the owner's account. */
export const ownAddress = 'nora@hale.example'

/** A mail as a program writes it. */
export const mailText = (headers: Readonly<Record<string, string>>, body = 'Hello'): string =>
  `${Object.entries({ Date: 'Fri, 20 Nov 2026 09:30:00 +0000', ...headers })
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')}\n\n${body}\n`

/** Whoever sends mail, over the tables that its fate stands in. */
const createOutgoing = (key: Uint8Array, suppressions: SuppressionsService) => {
  const seen: string[] = []
  const outgoing: OutgoingMails = {
    sendIdOf: (messageId) => verifyMessageId(messageId, key),
    isTokenOf: (token, contact) => verifyUnsubscribeToken(token, { contact, list: 'mail' }, key),
    stopForAnswer: (tx: Transaction, answer) => {
      tx.runSql(
        `update emails set intent = 'draft', stopped_reason = 'answered'
          where contact_id = ? and intent = 'scheduled' and scheduled_at <= ?`,
        answer.contactId,
        answer.at,
      )
    },
    noteLeft: (tx, sendId) => {
      seen.push(`left ${sendId}`)
      tx.runSql(
        `update deliveries set state = 'sent' where send_id = ? and state in ('uncertain','waiting')`,
        sendId,
      )
    },
    noteMissing: (tx, sendId) => {
      seen.push(`missing ${sendId}`)
      tx.runSql(`update deliveries set reason = 'not-found' where send_id = ?`, sendId)
    },
    owedCopies: () => [],
    noteCopy: () => {},
    noteBounce: (tx, bounce) => {
      seen.push(`bounce ${bounce.class} ${bounce.status}`)
      tx.runSql(`update deliveries set reason = ? where email_id = ?`, bounce.class, bounce.emailId)
    },
    suppress: (tx, wish) => suppressions.suppress(tx, wish),
    giveUp: (tx, gone) => suppressions.giveUp(tx, gone),
  }
  return { outgoing, seen }
}

/** A workspace whose owner has a mailbox of their own on that server. */
export const openMailboxWorkspace = async (
  dovecot: Pick<Dovecot, 'tlsPort' | 'ca'>,
  user = `u${randomBytes(6).toString('hex')}`,
) => {
  const workspace = await openTestWorkspace()
  const { connection, clock, random, insert, addContact } = workspace
  const { reader, unitOfWork } = connection
  const key = new Uint8Array(32).fill(7)
  const suppressions = new SuppressionsService({
    unitOfWork,
    repository: new SuppressionsRepository(reader),
    tokenKey: () => key,
    onChange: () => {},
    clock,
  })
  const { outgoing, seen } = createOutgoing(key, suppressions)
  const accountId = await insert('email_accounts', {
    uid: 'account',
    address: ownAddress,
    from_name: 'Nora',
    user_name: user,
    smtp_host: 'localhost',
    smtp_port: 465,
    smtp_security: 'tls',
    imap_host: 'localhost',
    imap_port: dovecot.tlsPort,
    imap_security: 'tls',
    created_at: clock.now(),
  })
  const settings = { password: 'p' as string | null }
  const warned: string[] = []
  const open = (startHelper: StartHelper = startKeptHelper) =>
    new MailboxesService({
      unitOfWork,
      repository: new MailboxesRepository(reader),
      states: new MailboxStatesRepository(reader),
      outgoing,
      lookBacks: new LookBacksRepository(reader),
      book: new SuggestionsRepository(reader),
      credential: () =>
        Promise.resolve(settings.password === null ? null : { password: settings.password }),
      announce: () => {},
      startHelper,
      log: {
        info: () => {},
        warn: (event) => void warned.push(event),
        error: (event, cause) => `${event} ${String(cause)}`,
      },
      ca: dovecot.ca,
      clock,
      random,
    })
  const person = async (name: string, address: string): Promise<ContactId> => {
    const id = await addContact(name)
    const point = { contact_id: id, kind: 'email', raw: address, normalized: address }
    await insert('contact_points', { ...point, is_primary: 1 })
    return id
  }
  const rows = <Row = Record<string, unknown>>(sql: string): Row[] => reader.allSql<Row>(sql)
  const token = (contactUid: string) => unsubscribeToken({ contact: contactUid, list: 'mail' }, key)
  let count = 0
  /** A mail that Kith has sent to a contact, with its Message-ID. */
  const sent = async (contactId: ContactId, address: string, state = 'sent') => {
    const at = clock.now() - 3_600_000
    const sendId = createSendId(random)
    const messageId = messageIdOf(sendId, 'hale.example', key)
    const made = { uid: `e${++count}`, contact_id: contactId, created_at: at, updated_at: at }
    const emailId = await insert('emails', { ...made, subject: 'Winter', intent: 'scheduled' })
    const [contact] = rows<{ uid: string }>(`select uid from contacts where id = ${contactId}`)
    const row = { email_id: emailId, state, send_id: sendId, account_uid: 'account' }
    await insert('deliveries', {
      ...row,
      message_id: messageId,
      token: token(contact?.uid ?? ''),
      to_address: address,
      sent_at: at,
      changed_at: at,
    })
    const activity = { uid: `a${count}`, contact_id: contactId, kind: 'mail-sent', at }
    const activityId = await insert('activities', { ...activity, day: '2026-11-20' })
    await insert('messages', {
      uid: `m${count}`,
      contact_id: contactId,
      activity_id: activityId,
      email_id: emailId,
      direction: 'out',
      message_id: messageId,
      subject: 'Winter',
      body: 'Hello',
      at,
      from_address: ownAddress,
      to_address: address,
    })
    return { sendId, messageId, emailId, activityId }
  }
  /** A mail that waits for its time. */
  const pending = (contactId: ContactId) =>
    insert('emails', {
      uid: `p${++count}`,
      contact_id: contactId,
      subject: 'Reminder',
      intent: 'scheduled',
      unless_answered: 1,
      scheduled_at: clock.now() - 7_200_000,
      created_at: clock.now(),
      updated_at: clock.now(),
    })
  return {
    ...workspace,
    user,
    accountId,
    service: open(),
    open,
    person,
    sent,
    pending,
    rows,
    seen,
    outgoing,
    /** Events of warnings in the log. */
    warned,
    settings,
    token,
  }
}

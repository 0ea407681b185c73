import type { ImapAccess } from '#main/engines/email/imap.ts'
import { EmailAccountsRepository } from '#main/features/email-accounts/email-accounts.repository.ts'
import { secretKeyOf } from '#main/features/email-accounts/secret-key.ts'
import { MailComposer } from '#main/features/emails/compose-mail.ts'
import { ContentStore } from '#main/features/emails/content-store.ts'
import { DeliveriesRepository } from '#main/features/emails/deliveries.repository.ts'
import { DueTimes } from '#main/features/emails/due-times.ts'
import type { EmailReason } from '#main/features/emails/email-columns.ts'
import { EmailsRepository } from '#main/features/emails/emails.repository.ts'
import { OutboxRepository } from '#main/features/emails/outbox.repository.ts'
import type { AccountSecret, SecretOwner } from '#main/features/emails/secrets.ts'
import { SentLedger } from '#main/features/emails/sent-ledger.ts'
import { SentMailRepository } from '#main/features/emails/sent-mail.repository.ts'
import { SentRecord } from '#main/features/emails/sent-record.ts'
import type { SettingsService } from '#main/features/settings/settings.service.ts'
import { SuppressionsRepository } from '#main/features/suppressions/suppressions.repository.ts'
import {
  type SuppressionReason,
  SuppressionsService,
} from '#main/features/suppressions/suppressions.service.ts'
import type { EmailId } from '#shared/domain/ids.ts'
import { bringUpAfterRestore } from './after-restore.ts'
import type { OpenParts } from './session.ts'
import { readTokenKey } from './token-key.ts'

const reasonOf: Readonly<Record<SuppressionReason, EmailReason>> = {
  unsubscribe: 'unsubscribed',
  objection: 'unsubscribed',
  complaint: 'unsubscribed',
  'hard-bounce': 'hard-bounce',
  erasure: 'do-not-contact',
  manual: 'do-not-contact',
}

/** Secrets of accounts, as those who send and those who read need them. */
const secretsOf = ({ options, connection }: OpenParts) => {
  const { secrets } = options
  const accounts = new EmailAccountsRepository(connection.reader)
  const keyOf = ({ accountUid, smtpHost, imapHost }: SecretOwner): string | null =>
    accountUid === null || smtpHost === null
      ? null
      : secretKeyOf({ uid: accountUid, smtp_host: smtpHost, imap_host: imapHost })
  const read = async (owner: SecretOwner): Promise<AccountSecret> => {
    const key = keyOf(owner)
    if (key === null) return { kind: 'none' }
    if (secrets.status() !== 'ready') return { kind: 'locked' }
    const password = await secrets.get(key)
    return password === null
      ? { kind: 'none' }
      : { kind: 'ready', secret: { kind: 'password', password } }
  }
  return {
    read,
    has: (owner: SecretOwner): boolean => {
      const key = keyOf(owner)
      return key !== null && secrets.has(key) === true
    },
    forMailbox: async (uid: string): Promise<ImapAccess['credential'] | null> => {
      const account = accounts.list().find((row) => row.uid === uid)
      if (account === undefined) return null
      const password = await secrets.get(secretKeyOf(account))
      return password === null ? null : { password }
    },
  }
}

/** Builds what several of the slices about mail share. */
export const composeEmailParts = (
  parts: OpenParts,
  settings: Pick<SettingsService, 'business'>,
) => {
  const { connection, options, workspace, events } = parts
  const { reader, executor, unitOfWork } = connection
  const { clock, random } = options
  bringUpAfterRestore(executor, workspace.layout)
  const key = readTokenKey(executor, random)
  const tokenKey = () => key
  const announce = (ids: readonly EmailId[] | 'many'): void =>
    events.publish({
      type: 'change',
      operationId: null,
      actor: 'system',
      // Many are said to be many, as after a unit of work.
      tables: { deliveries: ids.length > 100 ? 'many' : ids },
    })
  const suppressions = new SuppressionsService({
    unitOfWork,
    repository: new SuppressionsRepository(reader),
    tokenKey,
    onChange: () => announce('many'),
    clock,
  })
  const attachments = new ContentStore(workspace.layout.attachments)
  const outbox = new OutboxRepository(reader)
  const deliveries = new DeliveriesRepository(executor)
  const writer = () => settings.business()
  const composer = new MailComposer({ attachments, writer, tokenKey, clock, random })
  const isSuppressed = (address: string): EmailReason | null => {
    const reason = suppressions.reasonFor(address)
    return reason === null ? null : reasonOf[reason]
  }
  return {
    basics: { unitOfWork, clock, random, outbox, deliveries, composer, announce, tokenKey },
    emails: new EmailsRepository(reader),
    ledger: new SentLedger(workspace.layout.sentLedger),
    record: new SentRecord({
      unitOfWork,
      outbox,
      deliveries,
      sentMail: new SentMailRepository(),
      clock,
      random,
    }),
    dueTimes: new DueTimes({ unitOfWork, deliveries, clock }),
    secrets: secretsOf(parts),
    attachments,
    suppressions,
    isSuppressed,
  }
}

/** What several of the slices about mail share. */
export type EmailParts = ReturnType<typeof composeEmailParts>

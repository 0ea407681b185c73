import { statfsSync } from 'node:fs'
import { uptime } from 'node:os'
import type { ImapAccess } from '#main/engines/email/imap.ts'
import { fieldsOf } from '#main/engines/email/merge.ts'
import { sendMail } from '#main/engines/email/smtp.ts'
import { defaultLimits } from '#main/engines/email/throttle.ts'
import { ContactListRepository } from '#main/features/contacts/contact-list.repository.ts'
import { ContactListService } from '#main/features/contacts/contact-list.service.ts'
import type { ContactViewsService } from '#main/features/contacts/contact-views.service.ts'
import { createEmailAccountsHandlers } from '#main/features/email-accounts/email-accounts.handlers.ts'
import { EmailAccountsRepository } from '#main/features/email-accounts/email-accounts.repository.ts'
import { secretKeyOf } from '#main/features/email-accounts/secret-key.ts'
import { MailComposer } from '#main/features/emails/compose-mail.ts'
import { ContentStore } from '#main/features/emails/content-store.ts'
import { DeliveriesRepository } from '#main/features/emails/deliveries.repository.ts'
import { DueTimes } from '#main/features/emails/due-times.ts'
import type { EmailReason } from '#main/features/emails/email-columns.ts'
import { EmailFilesService } from '#main/features/emails/email-files.service.ts'
import { createEmailsHandlers } from '#main/features/emails/emails.handlers.ts'
import { EmailsRepository } from '#main/features/emails/emails.repository.ts'
import { EmailsService } from '#main/features/emails/emails.service.ts'
import { checkMail } from '#main/features/emails/mail-checks.ts'
import { OutboxRepository } from '#main/features/emails/outbox.repository.ts'
import { OutboxService } from '#main/features/emails/outbox.service.ts'
import { createOutboxLoop } from '#main/features/emails/outbox-engine.ts'
import { OutgoingLink } from '#main/features/emails/outgoing-link.ts'
import { PreviewService } from '#main/features/emails/preview.service.ts'
import { ScheduleService } from '#main/features/emails/schedule.service.ts'
import type { AccountSecret, SecretOwner } from '#main/features/emails/secrets.ts'
import { SentLedger } from '#main/features/emails/sent-ledger.ts'
import { SentMailRepository } from '#main/features/emails/sent-mail.repository.ts'
import { SentRecord } from '#main/features/emails/sent-record.ts'
import type { JobsService } from '#main/features/jobs/jobs.service.ts'
import { MailboxStatesRepository } from '#main/features/mailboxes/mailbox-states.repository.ts'
import { createMailboxesHandlers } from '#main/features/mailboxes/mailboxes.handlers.ts'
import { MailboxesRepository } from '#main/features/mailboxes/mailboxes.repository.ts'
import { MailboxesService } from '#main/features/mailboxes/mailboxes.service.ts'
import type { SettingsService } from '#main/features/settings/settings.service.ts'
import { createSuppressionsHandlers } from '#main/features/suppressions/suppressions.handlers.ts'
import { SuppressionsRepository } from '#main/features/suppressions/suppressions.repository.ts'
import {
  type SuppressionReason,
  SuppressionsService,
} from '#main/features/suppressions/suppressions.service.ts'
import { createTemplatesHandlers } from '#main/features/templates/templates.handlers.ts'
import { TemplatesRepository } from '#main/features/templates/templates.repository.ts'
import { TemplatesService } from '#main/features/templates/templates.service.ts'
import type { AllHandlers } from '#main/platform/handlers.ts'
import type { EmailId } from '#shared/domain/ids.ts'
import { bringUpAfterRestore } from './after-restore.ts'
import { composeEmailAccounts } from './email-account-services.ts'
import type { OpenParts } from './session.ts'
import { readTokenKey } from './token-key.ts'

type EmailSlices = 'emailAccounts' | 'templates' | 'emails' | 'suppressions' | 'mailboxes'

/** Everything about mail, and what ticks beside it. */
export interface EmailServices {
  readonly handlers: Pick<AllHandlers, EmailSlices>
  /** With false nothing leaves and nothing is read by itself. */
  run(isSelfActing: boolean): void
  stop(): Promise<void>
}

interface EmailNeeds {
  readonly settings: SettingsService
  readonly contactViews: ContactViewsService
  readonly jobs: JobsService
}

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

/** Certificates that mailboxes may show beside those of the world. */
const caOf = ({ trustedCertificates = [] }: OpenParts['options']): { ca?: string } =>
  trustedCertificates.length === 0 ? {} : { ca: trustedCertificates.join('\n') }

/** Parts that several of the slices share. */
const composeBasics = (parts: OpenParts, { settings }: EmailNeeds) => {
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
      tables: { deliveries: ids },
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

type Basics = ReturnType<typeof composeBasics>

const composeLoop = (parts: OpenParts, shared: Basics, mailboxes: () => MailboxesService) => {
  const { workspace, options, gate } = parts
  const { layout, meta } = workspace
  const { trustedCertificates = [] } = options
  const send: typeof sendMail = (request) => sendMail({ ...request, trusted: trustedCertificates })
  const loop = createOutboxLoop({
    ...shared.basics,
    ...shared,
    contents: new ContentStore(layout.outgoing),
    readSecret: shared.secrets.read,
    hasSecret: shared.secrets.has,
    freeBytes: () => {
      const { bavail, bsize } = statfsSync(layout.folder)
      return bavail * bsize
    },
    limits: defaultLimits,
    send,
    runIfFree: (work) => gate.runIfFree(work),
    refreshMailbox: (uid) => mailboxes().refreshAccount(uid),
    fileCopy: (uid, bytes) => mailboxes().fileCopy(uid, bytes),
    machine: meta.machineId,
    isCopied: workspace.isCopied,
    uptime: () => uptime() * 1000,
    log: options.log,
  })
  return { loop, send }
}

const composeMailboxes = (
  { connection, options, events }: OpenParts,
  { secrets }: Basics,
  outgoing: OutgoingLink,
): MailboxesService => {
  const { clock, random, log } = options
  return new MailboxesService({
    unitOfWork: connection.unitOfWork,
    repository: new MailboxesRepository(connection.reader),
    states: new MailboxStatesRepository(connection.reader),
    outgoing,
    credential: ({ uid }) => secrets.forMailbox(uid),
    announce: () =>
      events.publish({
        type: 'change',
        operationId: null,
        actor: 'sync',
        tables: { email_account_states: 'many' },
      }),
    clock,
    random,
    log,
    ...caOf(options),
  })
}

const composeEmails = (
  { connection, options, files }: OpenParts,
  shared: Basics,
  needs: EmailNeeds & { readonly poke: () => void; readonly send: typeof sendMail },
) => {
  const { emails: repository, basics, secrets, record, attachments, ledger, dueTimes } = shared
  const { unitOfWork, clock, random, composer, outbox, announce } = basics
  const list = new ContactListService({
    repository: new ContactListRepository(connection.reader),
    views: needs.contactViews,
    clock,
  })
  const onChange = (ids: readonly EmailId[] | 'many'): void => {
    announce(ids)
    needs.poke()
  }
  const check = { composer, isSuppressed: shared.isSuppressed, clock }
  const emails = new EmailsService({ unitOfWork, repository, list, clock, random })
  const schedule = new ScheduleService({
    unitOfWork,
    emails: repository,
    outbox,
    dueTimes,
    check: (mail, when) => checkMail(mail, check, { when }),
    onChange,
    clock,
  })
  return {
    emails,
    schedule,
    files: new EmailFilesService({ emails, files, attachments, random }),
    preview: new PreviewService({
      ...basics,
      emails,
      repository,
      attachments,
      record,
      check: (mail, when, attachmentCount) => checkMail(mail, check, { when, attachmentCount }),
      readSecret: secrets.read,
      send: needs.send,
      files,
    }),
    outbox: new OutboxService({
      ...basics,
      emails: repository,
      ledger,
      record,
      isLocked: () => ['locked', 'not-set-up'].includes(options.secrets.status()),
      onChange,
    }),
  }
}

const problemIn = (text: string): string | null => {
  const read = fieldsOf(text)
  return read.ok ? null : read.error.data.detail
}

/** Builds the slices about mail. */
export const composeEmailServices = (parts: OpenParts, needs: EmailNeeds): EmailServices => {
  const { connection, options, onCommit } = parts
  const { clock, random } = options
  const shared = composeBasics(parts, needs)
  // The loop runs only when everything is built, reading mailboxes included.
  const { loop, send } = composeLoop(parts, shared, () => mailboxes)
  const slice = composeEmails(parts, shared, { ...needs, send, poke: () => loop.poke() })
  const { suppressions, ledger, dueTimes } = shared
  const outgoing = new OutgoingLink({
    ...shared.basics,
    ...shared,
    schedule: slice.schedule,
    suppress: (tx, wish) => suppressions.suppress(tx, wish),
  })
  const mailboxes: MailboxesService = composeMailboxes(parts, shared, outgoing)
  let refreshing: Promise<void> = Promise.resolve()
  onCommit(({ tables }) => {
    // Undo and redo move mails in and out of the schedule as well.
    const { emails } = tables
    if (emails !== undefined) {
      // The event names ids of that very table.
      const ids = emails === 'many' ? null : (emails as readonly EmailId[])
      const next = refreshing.then(() => dueTimes.refresh(ids))
      refreshing = next.then(
        () => loop.poke(),
        (cause: unknown) => void options.log.error('outbox.plan-failed', cause),
      )
    } else if ('email_accounts' in tables || 'messages' in tables) loop.poke()
  })
  const accounts = composeEmailAccounts(parts, {
    jobs: needs.jobs,
    onUsable: () => {
      mailboxes.wake()
      loop.poke()
    },
  })
  const templates = new TemplatesService({
    unitOfWork: connection.unitOfWork,
    repository: new TemplatesRepository(connection.reader),
    clock,
    random,
    problemIn,
  })
  return {
    handlers: {
      emailAccounts: createEmailAccountsHandlers(accounts),
      templates: createTemplatesHandlers(templates),
      emails: createEmailsHandlers(slice),
      suppressions: createSuppressionsHandlers(suppressions),
      mailboxes: createMailboxesHandlers(mailboxes),
    },
    run: (isSelfActing) => {
      accounts
        .forgetOldSecrets()
        .catch((cause: unknown) => options.log.error('secrets.not-forgotten', cause))
      if (!isSelfActing) return
      mailboxes.run()
      loop.run()
    },
    stop: async () => {
      // The loop may wait for a mailbox that is being read.
      await Promise.all([refreshing, loop.stop(), mailboxes.stop()])
      ledger.close()
    },
  }
}

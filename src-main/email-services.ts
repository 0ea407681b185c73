import { statfsSync } from 'node:fs'
import { uptime } from 'node:os'
import { fieldsOf, unreadableField } from '#main/engines/email/merge.ts'
import { sendMail } from '#main/engines/email/smtp.ts'
import { defaultLimits } from '#main/engines/email/throttle.ts'
import { ContactListRepository } from '#main/features/contacts/contact-list.repository.ts'
import { ContactListService } from '#main/features/contacts/contact-list.service.ts'
import type { ContactViewsService } from '#main/features/contacts/contact-views.service.ts'
import { createEmailAccountsHandlers } from '#main/features/email-accounts/email-accounts.handlers.ts'
import { ContentStore } from '#main/features/emails/compose/content-store.ts'
import { EmailFilesService } from '#main/features/emails/compose/email-files.service.ts'
import { PreviewService } from '#main/features/emails/compose/preview.service.ts'
import { StrayFiles } from '#main/features/emails/compose/stray-files.ts'
import { DecisionsRepository } from '#main/features/emails/decisions/decisions.repository.ts'
import { OutboxService } from '#main/features/emails/decisions/outbox.service.ts'
import { createEmailsHandlers } from '#main/features/emails/emails.handlers.ts'
import { EmailsService } from '#main/features/emails/emails.service.ts'
import { MailPointsRepository } from '#main/features/emails/mail-points.repository.ts'
import { type MailPoint, readMailPoints } from '#main/features/emails/mail-points.ts'
import { checkMail } from '#main/features/emails/planning/mail-checks.ts'
import { PlannedMailsRepository } from '#main/features/emails/planning/planned-mails.repository.ts'
import { PlannedMailsService } from '#main/features/emails/planning/planned-mails.service.ts'
import { ScheduleService } from '#main/features/emails/planning/schedule.service.ts'
import { createOutboxLoop } from '#main/features/emails/sending/outbox-engine.ts'
import type { OutboxLoop } from '#main/features/emails/sending/outbox-loop.ts'
import { OutgoingLink } from '#main/features/emails/sending/outgoing-link.ts'
import { OwedCopies } from '#main/features/emails/sending/owed-copies.ts'
import type { CompleteStep } from '#main/features/emails/sending/steps-of-mails.ts'
import type { FollowUpsService } from '#main/features/follow-ups/follow-ups.service.ts'
import type { JobsService } from '#main/features/jobs/jobs.service.ts'
import { AnswersRepository } from '#main/features/mailboxes/answers.repository.ts'
import { AnswersService } from '#main/features/mailboxes/answers.service.ts'
import { LookBacksRepository } from '#main/features/mailboxes/look-backs.repository.ts'
import { MailboxStatesRepository } from '#main/features/mailboxes/mailbox-states.repository.ts'
import { createMailboxesHandlers } from '#main/features/mailboxes/mailboxes.handlers.ts'
import { MailboxesRepository } from '#main/features/mailboxes/mailboxes.repository.ts'
import { MailboxesService } from '#main/features/mailboxes/mailboxes.service.ts'
import type { SettingsService } from '#main/features/settings/settings.service.ts'
import { SuggestionsRepository } from '#main/features/suggestions/suggestions.repository.ts'
import { createSuppressionsHandlers } from '#main/features/suppressions/suppressions.handlers.ts'
import { createTemplatesHandlers } from '#main/features/templates/templates.handlers.ts'
import { TemplatesRepository } from '#main/features/templates/templates.repository.ts'
import { TemplatesService } from '#main/features/templates/templates.service.ts'
import type { BackgroundThreads } from '#main/platform/background-threads.ts'
import type { AllHandlers } from '#main/platform/handlers.ts'
import { createHelpers } from '#main/platform/helper-thread.ts'
import { WakeWatch } from '#main/platform/wake-watch.ts'
import type { ContactId, EmailAccountId, EmailId } from '#shared/domain/ids.ts'
import { composeEmailAccounts } from './email-account-services.ts'
import { composeEmailParts, type EmailParts } from './email-parts.ts'
import type { OpenParts } from './session.ts'

type EmailSlices = 'emailAccounts' | 'templates' | 'emails' | 'suppressions' | 'mailboxes'

/** Everything about mail, and what ticks beside it. */
export interface EmailServices {
  readonly handlers: Pick<AllHandlers, EmailSlices>
  /** With false nothing leaves and nothing is read by itself. */
  run(isSelfActing: boolean): void
  /** The machine woke up, or its owner came back to it. */
  wake(): void
  /** Reads the mailboxes soon, for the older mails of somebody who has just become known. */
  readSoon(): void
  /** What mail meets at each e-mail address of somebody. */
  readonly mailPointsOf: (id: ContactId) => readonly MailPoint[]
  /** Ends what runs; a damaged database is not written to any more. */
  stop(how: { readonly isDamaged: boolean }): Promise<void>
}

interface EmailNeeds {
  readonly settings: SettingsService
  readonly contactViews: ContactViewsService
  readonly followUps: FollowUpsService
  readonly jobs: JobsService
  readonly threads: BackgroundThreads
  /** Whether the database was read through and is sound. */
  readonly isSound: () => boolean
}

/** Certificates that mailboxes may show beside those of the world. */
const caOf = ({ trustedCertificates = [] }: OpenParts['options']): { ca?: string } =>
  trustedCertificates.length === 0 ? {} : { ca: trustedCertificates.join('\n') }

const composeLoop = (
  parts: OpenParts,
  shared: EmailParts,
  needs: { readonly completeStep: CompleteStep; readonly mailboxes: () => MailboxesService },
) => {
  const { workspace, home, options, gate } = parts
  const { layout, meta } = workspace
  const { completeStep, mailboxes } = needs
  const { trustedCertificates = [] } = options
  const send: typeof sendMail = (request) => sendMail({ ...request, trusted: trustedCertificates })
  const wakeWatch = new WakeWatch(options.clock)
  const loop = createOutboxLoop({
    ...shared.basics,
    ...shared,
    completeStep,
    contents: new ContentStore(layout.outgoing),
    readSecret: shared.secrets.read,
    hasSecret: shared.secrets.has,
    freeBytes: () => {
      const { bavail, bsize } = statfsSync(layout.folder)
      return bavail * bsize
    },
    limits: defaultLimits,
    send,
    giveUp: (tx, gone) => shared.suppressions.giveUp(tx, gone),
    runIfFree: (work) => gate.runIfFree(work),
    refreshMailbox: (uid, since) => mailboxes().refreshAccount(uid, since),
    machine: meta.machineId,
    isCopied: workspace.isCopied,
    isCopy: () => home.isCopy(),
    uptime: () => uptime() * 1000,
    wakes: () => wakeWatch.count(),
    log: options.log,
  })
  return { loop, send, wakeWatch }
}

/** The mails of some hundred are new and gone again; more room saves looking through it. */
const helperLimits = { 'mailboxes.read': { youngHeapMiB: 48 } }

const composeOutgoing = (
  { connection, workspace, options }: OpenParts,
  shared: EmailParts,
  schedule: ScheduleService,
): OutgoingLink =>
  new OutgoingLink({
    ...shared.basics,
    ...shared,
    schedule,
    owedCopies: new OwedCopies({
      reader: connection.reader,
      contents: new ContentStore(workspace.layout.outgoing),
      clock: options.clock,
    }),
  })

const composeMailboxes = (
  { connection, options, events }: OpenParts,
  { secrets }: EmailParts,
  outgoing: OutgoingLink,
): MailboxesService => {
  const { clock, random, log } = options
  return new MailboxesService({
    unitOfWork: connection.unitOfWork,
    repository: new MailboxesRepository(connection.reader),
    states: new MailboxStatesRepository(connection.reader),
    outgoing,
    lookBacks: new LookBacksRepository(connection.reader),
    book: new SuggestionsRepository(connection.reader),
    credential: ({ uid }) => secrets.forMailbox(uid),
    startHelper: createHelpers(options.workerFile, helperLimits),
    announce: () =>
      events.publish({
        type: 'change',
        operationId: null,
        actor: 'sync',
        tables: { email_account_states: 'many', contact_suggestions: 'many' },
      }),
    clock,
    random,
    log,
    ...caOf(options),
  })
}

const composeOutbox = (
  { connection, options, home }: OpenParts,
  { basics, emails, ledger, record }: EmailParts,
  needs: Pick<EmailNeeds, 'jobs'> & {
    readonly onChange: (ids: readonly EmailId[] | 'many') => void
  },
): OutboxService =>
  new OutboxService({
    ...basics,
    ...needs,
    decisions: new DecisionsRepository(connection.reader),
    emails,
    ledger,
    record,
    isLocked: () => ['locked', 'not-set-up'].includes(options.secrets.status()),
    claimHome: () => home.claim(),
  })

const composePlanned = (
  { connection, options }: OpenParts,
  { whyNoMail }: EmailParts,
): PlannedMailsService =>
  new PlannedMailsService({
    planned: new PlannedMailsRepository(connection.reader),
    whyNoMail,
    clock: options.clock,
  })

const composeEmails = (
  parts: OpenParts,
  shared: EmailParts,
  needs: EmailNeeds & {
    readonly completeStep: CompleteStep
    readonly poke: () => void
    readonly send: typeof sendMail
  },
) => {
  const { connection, files } = parts
  const { emails: repository, basics, secrets, record, attachments, dueTimes, whyNoMail } = shared
  const { unitOfWork, clock, random, composer, announce } = basics
  const list = new ContactListService({
    repository: new ContactListRepository(connection.reader),
    views: needs.contactViews,
    clock,
  })
  const onChange = (ids: readonly EmailId[] | 'many'): void => {
    announce(ids)
    needs.poke()
  }
  const check = { composer, whyNoMail, clock }
  const planned = composePlanned(parts, shared)
  const emails = new EmailsService({
    unitOfWork,
    repository,
    planned,
    list,
    whyNoMail,
    clock,
    random,
  })
  const schedule = new ScheduleService({
    ...basics,
    whyNoMail,
    emails: repository,
    dueTimes,
    limits: defaultLimits,
    jobs: needs.jobs,
    onChange,
  })
  return {
    emails,
    planned,
    schedule,
    files: new EmailFilesService({ emails, files, attachments, random }),
    preview: new PreviewService({
      ...basics,
      ...needs,
      emails,
      repository,
      attachments,
      record,
      check: (mail, when, attachmentCount) => checkMail(mail, check, { when, attachmentCount }),
      readSecret: secrets.read,
      files,
    }),
    outbox: composeOutbox(parts, shared, { ...needs, onChange }),
  }
}

const problemIn = (text: string): string | null => {
  const read = fieldsOf(text)
  return read.ok ? null : (unreadableField(text) ?? read.error.data.detail)
}

const composeTemplates = ({ connection, options }: OpenParts): TemplatesService =>
  new TemplatesService({
    unitOfWork: connection.unitOfWork,
    repository: new TemplatesRepository(connection.reader),
    clock: options.clock,
    random: options.random,
    problemIn,
  })

/** Due times follow whatever changes mails, also undo and redo; loop and mailboxes are told. */
const followPlans = (
  { onCommit, options }: OpenParts,
  { dueTimes, noteSuppressed, basics }: Pick<EmailParts, 'dueTimes' | 'noteSuppressed' | 'basics'>,
  told: { readonly loop: OutboxLoop; readonly mailboxes: Pick<MailboxesService, 'look'> },
) => {
  const { loop, mailboxes } = told
  let refreshing: Promise<void> = Promise.resolve()
  onCommit(({ tables }) => {
    const { emails, email_accounts: accounts } = tables
    if (emails !== undefined) {
      // The event names ids of that very table.
      const ids = emails === 'many' ? null : (emails as readonly EmailId[])
      const next = refreshing.then(() => dueTimes.refresh(ids))
      refreshing = next.then(
        (isChanged) => {
          // Pages may have asked in between.
          if (isChanged) basics.announce(ids ?? 'many')
          loop.poke()
        },
        (cause: unknown) => {
          options.log.error('outbox.plan-failed', cause)
        },
      )
    } else if ('messages' in tables) loop.poke()
    // No undo log names them: a file has brought some.
    if ('suppressions' in tables) noteSuppressed()
    if (accounts === undefined) return
    mailboxes.look()
    // As above.
    loop.tryAgain(accounts as readonly EmailAccountId[] | 'many')
  })
  return { settled: () => refreshing }
}

/** What a contact's page asks about mail. */
const composeMailPoints = (
  { connection }: OpenParts,
  { whyNoMail }: EmailParts,
): EmailServices['mailPointsOf'] =>
  readMailPoints({ points: new MailPointsRepository(connection.reader), whyNoMail })

/** Builds the slices about mail. */
export const composeEmailServices = (parts: OpenParts, needs: EmailNeeds): EmailServices => {
  const { options } = parts
  const poke = (): void => loop.poke()
  const shared = composeEmailParts(parts, needs.settings, poke)
  // The loop runs only when everything is built, reading mailboxes included.
  const completeStep: CompleteStep = (tx, id, by) => needs.followUps.completeBy(tx, id, by)
  const { loop, send, wakeWatch } = composeLoop(parts, shared, {
    completeStep,
    mailboxes: () => mailboxes,
  })
  const slice = composeEmails(parts, shared, { ...needs, completeStep, send, poke })
  const { suppressions, ledger, attachments } = shared
  const outgoing = composeOutgoing(parts, shared, slice.schedule)
  const mailboxes: MailboxesService = composeMailboxes(parts, shared, outgoing)
  const plans = followPlans(parts, shared, { loop, mailboxes })
  const { accounts, signIn } = composeEmailAccounts(parts, {
    jobs: needs.jobs,
    signIn: shared.signIn,
    onUsable: (ids) => {
      mailboxes.wake(ids)
      loop.tryAgain(ids)
    },
  })
  const templates = composeTemplates(parts)
  const strayFiles = new StrayFiles({ ...needs, attachments, log: options.log })
  return {
    handlers: {
      emailAccounts: createEmailAccountsHandlers(accounts, signIn),
      templates: createTemplatesHandlers(templates),
      emails: createEmailsHandlers(slice),
      suppressions: createSuppressionsHandlers(suppressions),
      mailboxes: createMailboxesHandlers(
        mailboxes,
        new AnswersService(new AnswersRepository(parts.connection.reader)),
      ),
    },
    mailPointsOf: composeMailPoints(parts, shared),
    readSoon: () => mailboxes.readSoon(),
    wake: () => {
      wakeWatch.noteWake()
      mailboxes.wake('many')
      poke()
    },
    run: (isSelfActing) => {
      accounts
        .forgetOldSecrets()
        .catch((cause: unknown) => options.log.error('secrets.not-forgotten', cause))
      suppressions
        .keepWishesFromBin()
        .catch((cause: unknown) => options.log.error('suppressions.not-kept', cause))
      if (!isSelfActing) return
      for (const each of [mailboxes, wakeWatch, loop, strayFiles]) each.run()
    },
    stop: async (how) => {
      shared.signIn.tokens.stop()
      wakeWatch.stop()
      // The loop may wait for a mailbox that is being read.
      await Promise.all([plans.settled(), loop.stop(how), mailboxes.stop(), strayFiles.stop()])
      ledger.close()
    },
  }
}

import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Transaction } from '#main/db/executor.ts'
import { openWorkspaceConnection } from '#main/db/workspace-connection.ts'
import { WriteGate } from '#main/db/write-gate.ts'
import type { SendRequest } from '#main/engines/email/smtp.ts'
import type { SendOutcome } from '#main/engines/email/smtp-outcome.ts'
import { defaultLimits, type SendingLimits } from '#main/engines/email/throttle.ts'
import { AccountStatesRepository } from '#main/features/email-accounts/account-states.repository.ts'
import { MailComposer } from '#main/features/emails/compose/compose-mail.ts'
import { ContentStore } from '#main/features/emails/compose/content-store.ts'
import { decideMails, letGoTogether } from '#main/features/emails/decisions/decision-units.ts'
import { DecisionsRepository } from '#main/features/emails/decisions/decisions.repository.ts'
import { OutboxService } from '#main/features/emails/decisions/outbox.service.ts'
import { EmailsRepository } from '#main/features/emails/emails.repository.ts'
import { DueTimes } from '#main/features/emails/planning/due-times.ts'
import { GmailGuard } from '#main/features/emails/planning/gmail-guard.ts'
import { GmailMailsRepository } from '#main/features/emails/planning/gmail-mails.repository.ts'
import { MailPlansRepository } from '#main/features/emails/planning/mail-plans.repository.ts'
import { SameAddressRepository } from '#main/features/emails/planning/same-address.repository.ts'
import { ScheduleService } from '#main/features/emails/planning/schedule.service.ts'
import { BouncesRepository } from '#main/features/emails/sending/bounces.repository.ts'
import { CameBack } from '#main/features/emails/sending/came-back.ts'
import { DeliveriesRepository } from '#main/features/emails/sending/deliveries.repository.ts'
import { HighWater } from '#main/features/emails/sending/high-water.ts'
import { OutboxRepository } from '#main/features/emails/sending/outbox.repository.ts'
import {
  createOutboxLoop,
  type OutboxEngineParts,
} from '#main/features/emails/sending/outbox-engine.ts'
import type { ReadSecret } from '#main/features/emails/sending/secrets.ts'
import { SentLedger } from '#main/features/emails/sending/sent-ledger.ts'
import { SentMailRepository } from '#main/features/emails/sending/sent-mail.repository.ts'
import { SentRecord } from '#main/features/emails/sending/sent-record.ts'
import { TurnsRepository } from '#main/features/emails/sending/turns.repository.ts'
import type { JobsService } from '#main/features/jobs/jobs.service.ts'
import { SuppressionsRepository } from '#main/features/suppressions/suppressions.repository.ts'
import { SuppressionsService } from '#main/features/suppressions/suppressions.service.ts'
import type { CallContext } from '#main/platform/call-context.ts'
import type { Clock } from '#main/platform/clock.ts'
import type { Logger } from '#main/platform/logger.ts'
import type { RandomSource } from '#main/platform/random.ts'
import { createUid } from '#main/platform/uid.ts'
import type { WorkspaceHome } from '#main/platform/workspace-home.ts'
import { createWhyNoMail } from '#main/why-no-mail.ts'
import type { ContactId, EmailAccountId, EmailId } from '#shared/domain/ids.ts'
import { ok } from '#shared/domain/result.ts'
import { putNewDatabase } from './new-database.ts'
import { SeededRandom } from './seeded-random.ts'
import { temporaryFolder } from './temporary-folder.ts'
import { createFollowUps } from './time-services.ts'

/** How an outbox of the tests is put together. */
export interface OutboxOptions {
  /** Holds the workspace; may be one that was used before. */
  readonly folder: string
  readonly clock: Clock
  readonly random: RandomSource
  readonly send: (request: SendRequest) => Promise<SendOutcome>
  readonly limits?: SendingLimits
  readonly log?: Logger
  readonly machine?: string
  /** Which of the copies of the workspace on this machine sends; this one when absent. */
  readonly home?: Pick<WorkspaceHome, 'isCopy' | 'claim'>
  /** Milliseconds since the machine was started; as the clock says when absent. */
  readonly uptime?: () => number
  /** How often the machine woke up, where the clocks do not tell; never when absent. */
  readonly wakes?: () => number
  readonly freeBytes?: () => number
  /** Whether the secret of the account is at hand while a mail is on its way to its server. */
  readonly hasSecret?: () => boolean
  readonly readSecret?: ReadSecret
  readonly refreshMailbox?: (accountUid: string, since: number) => Promise<void>
  /** False for the control that claims without asking who wants no mail. */
  readonly asksSuppressions?: boolean
  /** Breaks something on purpose before anything runs. */
  readonly breakIt?: (ledger: SentLedger, highWater: HighWater) => void
}

/** Units of work that are done behind the main thread where they are long. */
const units: Readonly<Record<string, typeof decideMails | typeof letGoTogether>> = {
  'emails.decide': decideMails,
  'emails.letGo': letGoTogether,
}

const silent: Logger = { info: () => {}, warn: () => {}, error: () => '' }
const key = Buffer.from('a key of the tests only, 32 bytes')

/** The outbox over real files, without anything around it. */
export const openOutbox = async (options: OutboxOptions) => {
  const { folder, clock, random } = options
  for (const name of ['outgoing', 'attachments']) {
    if (!existsSync(join(folder, name))) mkdirSync(join(folder, name), { recursive: true })
  }
  const gate = new WriteGate()
  const file = join(folder, 'workspace.db')
  await putNewDatabase(file)
  const opened = await openWorkspaceConnection({ file, gate, clock, onCommit: () => {} })
  if (!opened.ok) throw new Error(opened.error.code)
  const connection = opened.value
  const { reader, executor, unitOfWork } = connection
  const owner: CallContext = { actor: 'owner', window: 'test' }
  const tokenKey = () => key
  const suppressions = new SuppressionsService({
    unitOfWork,
    repository: new SuppressionsRepository(reader),
    tokenKey,
    onChange: () => {},
    clock,
  })
  const whyNoMail = options.asksSuppressions === false ? () => null : createWhyNoMail(suppressions)
  const attachments = new ContentStore(join(folder, 'attachments'))
  const outbox = new OutboxRepository(reader)
  const deliveries = new DeliveriesRepository(executor)
  const turns = new TurnsRepository(reader)
  const limits = options.limits ?? defaultLimits
  const bounces = new BouncesRepository(reader)
  const emails = new EmailsRepository(reader)
  const ledger = new SentLedger(join(folder, 'sent-ledger.log'))
  const highWater = new HighWater({
    path: join(folder, 'high-water.txt'),
    outbox,
    createName: () => createUid(clock, random),
    log: options.log ?? silent,
  })
  options.breakIt?.(ledger, highWater)
  const writer = () => ({ ownerName: 'Ada', businessName: 'Lumen' })
  const composer = new MailComposer({ attachments, writer, tokenKey, clock, random })
  const gmail = new GmailGuard({ mails: new GmailMailsRepository(reader), clock })
  const basics = { unitOfWork, outbox, deliveries, turns, ledger, composer, gmail, clock, random }
  const sentMail = new SentMailRepository()
  const record = new SentRecord({ ...basics, sentMail })
  const dueTimes = new DueTimes({ ...basics, plans: new MailPlansRepository(executor) })
  const { followUps } = createFollowUps({ reader, unitOfWork, clock, random })
  // Without an application around it there is one thread for all.
  const jobs: Pick<JobsService, 'runUnit'> = {
    runUnit: (kind, { input, context, label }) => {
      const unit = units[kind]
      if (unit === undefined) throw new Error('so many are a matter of the whole application')
      // The result of the unit that the caller names.
      return unitOfWork.run(context, label, (tx) => unit(tx, input as never, { clock }) as never)
    },
  }
  const schedule = new ScheduleService({
    ...basics,
    limits,
    emails,
    dueTimes,
    jobs,
    whyNoMail,
    onChange: () => loop.poke(),
  })
  const engine: OutboxEngineParts = {
    ...basics,
    record,
    highWater,
    dueTimes,
    completeStep: (tx, id, by) => followUps.completeBy(tx, id, by),
    contents: new ContentStore(join(folder, 'outgoing')),
    readSecret:
      options.readSecret ??
      (async () => ({ kind: 'ready', secret: { kind: 'password', password: 'secret' } })),
    hasSecret: options.hasSecret ?? (() => true),
    whyNoMail,
    cameBack: new CameBack({ bounces, clock }),
    sameAddress: new SameAddressRepository(reader),
    freeBytes: options.freeBytes ?? (() => Number.MAX_SAFE_INTEGER),
    limits,
    send: options.send,
    giveUp: (tx, gone) => suppressions.giveUp(tx, gone),
    runIfFree: (work) => gate.runIfFree(work),
    refreshMailbox: options.refreshMailbox ?? (async () => {}),
    announce: () => {},
    machine: options.machine ?? 'this machine',
    isCopied: false,
    isCopy: () => options.home?.isCopy() ?? false,
    wakes: options.wakes ?? (() => 0),
    uptime: options.uptime ?? (() => clock.monotonic()),
    log: options.log ?? silent,
  }
  const loop = createOutboxLoop(engine)
  const service = new OutboxService({
    ...basics,
    jobs,
    decisions: new DecisionsRepository(reader),
    emails,
    record,
    isLocked: () => false,
    claimHome: () => options.home?.claim(),
    onChange: () => loop.poke(),
  })
  const act = async <T>(work: (tx: Transaction) => T): Promise<T> => {
    const done = await unitOfWork.run(owner, { code: 'test.act' }, (tx) => ok(work(tx)))
    if (!done.ok) throw new Error('rolled back')
    return done.value.value
  }
  const insert = (tx: Transaction, table: string, row: Record<string, string | number | null>) => {
    const names = Object.keys(row)
    const text = `insert into ${table}(${names.join()}) values(${names.map(() => '?').join()})`
    return tx.runSql(text, ...Object.values(row)).insertId
  }
  const uid = (): string => createUid(clock, random)
  return {
    clock,
    database: executor.database,
    reader,
    unitOfWork,
    owner,
    gate,
    deliveries,
    turns,
    bounces,
    outbox,
    emails,
    ledger,
    /** What the loop is made of. */
    engine,
    loop,
    schedule,
    service,
    suppressions,
    dueTimes,
    act,
    /** A person with one address. */
    addContact: (name: string, address: string, more: Record<string, string | number> = {}) =>
      act((tx) => {
        const created_at = clock.now()
        const row = { uid: uid(), kind: 'person', display_name: name, created_at, ...more }
        const id = insert(tx, 'contacts', row)
        const point = { contact_id: id, kind: 'email', raw: address, normalized: address }
        insert(tx, 'contact_points', { ...point, is_primary: 1 })
        return id as ContactId
      }),
    /** An account at a server on this machine. */
    addAccount: (port = 587, more: Record<string, string | number | null> = {}) =>
      act((tx) => {
        const id = insert(tx, 'email_accounts', {
          uid: uid(),
          address: 'ada@lumen.example',
          from_name: 'Ada',
          smtp_host: 'localhost',
          smtp_port: port,
          smtp_security: 'tls',
          user_name: 'ada',
          daily_limit: 2000,
          is_default: 1,
          created_at: clock.now(),
          ...more,
        })
        return id as EmailAccountId
      }),
    /** Drafts to a contact, written in one operation. */
    addDrafts: (contactId: ContactId, accountId: EmailAccountId, subjects: readonly string[]) =>
      act((tx) =>
        subjects.map((subject) => {
          const now = clock.now()
          const row = { contact_id: contactId, account_id: accountId, subject, body: '<p>Hi</p>' }
          const times = { created_at: now, updated_at: now }
          return insert(tx, 'emails', { uid: uid(), ...row, ...times }) as EmailId
        }),
      ),
    /** Every account that is paused may send again, as when its owner tested it. */
    resume: () =>
      gate.run(() => {
        const states = new AccountStatesRepository(executor)
        for (const { uid } of reader.allSql<{ uid: string }>('select uid from email_accounts'))
          states.resume(uid)
      }),
    close: async () => {
      await loop.stop()
      ledger.close()
      connection.close()
    },
  }
}

/** What `openOutbox` hands out. */
export type TestOutbox = Awaited<ReturnType<typeof openOutbox>>

/** An outbox whose server takes whatever it is given; `sent` is what it was given. */
export const openTakingOutbox = async (clock: Clock) => {
  const sent: SendRequest[] = []
  const outbox = await openOutbox({
    folder: temporaryFolder(),
    clock,
    random: new SeededRandom(7),
    send: async (request) => {
      sent.push(request)
      request.onBodyStart()
      return { kind: 'accepted', reply: '250 kept' }
    },
  })
  return { outbox, sent }
}

import type { Transaction } from '#main/db/executor.ts'
import type { UnitOfWork } from '#main/db/unit-of-work.ts'
import type { ContactListService } from '#main/features/contacts/contact-list.service.ts'
import type { CallContext } from '#main/platform/call-context.ts'
import type { Clock } from '#main/platform/clock.ts'
import { fieldLabel } from '#main/platform/field-label.ts'
import { readPlace, writePlace } from '#main/platform/page-place.ts'
import type { RandomSource } from '#main/platform/random.ts'
import { createUid } from '#main/platform/uid.ts'
import type { Input, Output, ProcedureResult } from '#shared/contract/index.ts'
import type { ContactId, EmailAccountId, EmailId } from '#shared/domain/ids.ts'
import { type Failure, fail, ok, type Result } from '#shared/domain/result.ts'
import type { EmailState } from './email-columns.ts'
import { emailOf, lineOf } from './email-views.ts'
import type { EmailRow, EmailsRepository, GroupPage } from './emails.repository.ts'
import type { PlannedMailsService } from './planning/planned-mails.service.ts'
import type { WhyNoMail } from './recipient.ts'

interface EmailsDependencies {
  readonly unitOfWork: UnitOfWork
  readonly repository: EmailsRepository
  readonly planned: PlannedMailsService
  readonly list: Pick<ContactListService, 'exportSource'>
  readonly whyNoMail: WhyNoMail
  readonly clock: Clock
  readonly random: RandomSource
}

/** Why a mail cannot be written at. */
export type NotDraft = Failure<'not-draft', { state: EmailState }>
/** A mail, or what it is about, is not there. */
export type NotFound = Failure<'not-found', { what: string }>

const defaultLimit = 50
/** Mails to a selection, as many as can be scheduled at once. */
const maxMany = 1000

const gone = (what: string) => fail('not-found', { what })

/** Mails as they are written: drafts, and where the others are. */
export class EmailsService {
  private readonly dependencies: EmailsDependencies

  constructor(dependencies: EmailsDependencies) {
    this.dependencies = dependencies
  }

  get({ id }: Input<'emails.get'>): ProcedureResult<'emails.get'> {
    const { repository, whyNoMail } = this.dependencies
    const row = repository.find(id)
    return row === undefined ? gone('email') : ok({ email: emailOf(row, whyNoMail) })
  }

  list(input: Input<'emails.list'>): ProcedureResult<'emails.list'> {
    const after = input.after === undefined ? null : readPlace(input.after)
    if (after === null && input.after !== undefined) return fail('bad-cursor', {})
    return ok(this.page(input, after))
  }

  groups({ groups }: Input<'emails.groups'>): Output<'emails.groups'> {
    return { pages: groups.map((input) => this.page(input, null)) }
  }

  private page(
    { group, contactId, batch, together, limit = defaultLimit }: Input<'emails.list'>,
    after: GroupPage['after'],
  ): Output<'emails.list'> {
    const { repository, planned, whyNoMail } = this.dependencies
    // One more than asked for tells whether there is more.
    const page = { group, contactId, batch, limit: limit + 1, after }
    const found =
      together === true && group === 'scheduled' && (contactId ?? batch) === undefined
        ? planned.lines(page)
        : repository.page(page).map((row) => ({ row, line: lineOf(row, whyNoMail) }))
    const shown = found.slice(0, limit)
    const last = found.length > limit ? shown.at(-1) : undefined
    return {
      emails: shown.map(({ line }) => line),
      nextCursor: last === undefined ? null : writePlace(last.row),
    }
  }

  pending({ contactId, limit = defaultLimit }: Input<'emails.pending'>): Output<'emails.pending'> {
    const { repository, whyNoMail } = this.dependencies
    const rows = repository.pending(contactId, limit)
    return { emails: rows.map((row) => lineOf(row, whyNoMail)) }
  }

  async create(
    { like, ...input }: Input<'emails.create'>,
    context: CallContext,
  ): Promise<ProcedureResult<'emails.create'>> {
    const { unitOfWork, repository } = this.dependencies
    return unitOfWork.runToOperation<{ id: EmailId }, NotFound>(
      context,
      { code: 'emails.create' },
      (tx) => {
        const missing = this.missingOf(input)
        if (missing !== null) return gone(missing)
        const model = like === undefined ? undefined : repository.find(like)
        if (like !== undefined && model === undefined) return gone('email')
        const batch = model === undefined ? null : this.batchWith(tx, model)
        return ok({ id: this.insert(tx, { ...modelText(model), ...input, batch }) })
      },
    )
  }

  async createMany(
    { selection, ...text }: Input<'emails.createMany'>,
    context: CallContext,
  ): Promise<ProcedureResult<'emails.createMany'>> {
    const { unitOfWork, repository, list, random } = this.dependencies
    const order = { sort: 'name', isDescending: false } as const
    const { source, count } = list.exportSource(selection, order)
    if (count === 0) return fail('nobody', {})
    if (count > maxMany) return fail('too-many', { max: maxMany, found: count })
    const batch = Buffer.from(random.bytes(16)).toString('hex')
    const label = { code: 'emails.createMany', numbers: { number: count } }
    return unitOfWork.runToOperation<{ ids: EmailId[] }, NotFound>(context, label, (tx) => {
      if (!this.hasAccount(text.accountId)) return gone('email-account')
      const contacts = repository.contactsOf(source)
      return ok({
        ids: contacts.map((contactId) => this.insert(tx, { contactId, ...text, batch })),
      })
    })
  }

  async update(
    { id, wholeBatch, ...patch }: Input<'emails.update'>,
    context: CallContext,
  ): Promise<ProcedureResult<'emails.update'>> {
    const { accountId, toAddress, subject, body } = patch
    const label = fieldLabel('emails.update', { id, ...patch })
    const refuse = () => (this.hasAccount(accountId) ? null : gone('email-account'))
    return this.changeDrafts({ id, wholeBatch, context, label, refuse }, (tx, row) => {
      this.write(tx, row.id, {
        ...(accountId === undefined ? {} : { account_id: accountId }),
        // Of a batch each has an address of its own.
        ...(toAddress === undefined || row.id !== id ? {} : { to_address: toAddress }),
        ...(subject === undefined ? {} : { subject }),
        ...(body === undefined ? {} : { body }),
      })
    })
  }

  async delete(
    { id, wholeBatch }: Input<'emails.delete'>,
    context: CallContext,
  ): Promise<ProcedureResult<'emails.delete'>> {
    const label = { code: 'emails.delete' }
    return this.changeDrafts({ id, wholeBatch, context, label }, (tx, row) => {
      this.dependencies.repository.delete(tx, row.id)
    })
  }

  /** Writes at a draft, or at all drafts of its batch. */
  changeDrafts(
    unit: {
      readonly id: EmailId
      readonly wholeBatch?: boolean | undefined
      readonly context: CallContext
      readonly label: Parameters<UnitOfWork['run']>[1]
      /** Asked before anything is written. */
      readonly refuse?: () => ReturnType<typeof gone> | null
    },
    work: (tx: Transaction, row: EmailRow) => void,
  ) {
    const { unitOfWork, repository } = this.dependencies
    return unitOfWork.runToOperation<object, NotFound | NotDraft>(
      unit.context,
      unit.label,
      (tx) => {
        const found = this.draft(unit.id)
        if (!found.ok) return found
        const refusal = unit.refuse?.() ?? null
        if (refusal !== null) return refusal
        const { batch } = found.value
        const isAlone = unit.wholeBatch !== true || batch === null
        const rows = isAlone ? [found.value] : repository.draftsOfBatch(batch)
        for (const row of rows) work(tx, row)
        return ok({})
      },
    )
  }

  /** A mail that is still a draft. */
  draft(id: EmailId): Result<EmailRow, NotFound | NotDraft> {
    const row = this.dependencies.repository.find(id)
    if (row === undefined) return gone('email')
    return row.state === 'draft' ? ok(row) : fail('not-draft', { state: row.state })
  }

  /** Writes columns of a draft. */
  write(tx: Transaction, id: EmailId, values: Parameters<EmailsRepository['update']>[2]): void {
    const { repository, clock } = this.dependencies
    repository.update(tx, id, { ...values, updated_at: clock.now() })
  }

  private missingOf(input: Omit<Input<'emails.create'>, 'like'>): string | null {
    const { repository } = this.dependencies
    const { contactId, followUpId, answersMessageId, accountId } = input
    const has = (table: Parameters<typeof repository.exists>[0], id: number | null | undefined) =>
      id === undefined || id === null || repository.exists(table, id)
    if (!repository.exists('contacts', contactId)) return 'contact'
    if (!has('follow_ups', followUpId)) return 'follow-up'
    if (!has('messages', answersMessageId)) return 'message'
    return this.hasAccount(accountId) ? null : 'email-account'
  }

  /** Whether an account is there, where one is named. */
  private hasAccount(id: EmailAccountId | null | undefined): boolean {
    const { repository } = this.dependencies
    return id === undefined || id === null || repository.exists('email_accounts', id)
  }

  /** The batch of a mail, which it begins if it had none. */
  private batchWith(tx: Transaction, { id, batch, state }: EmailRow): string {
    if (batch !== null) return batch
    const made = Buffer.from(this.dependencies.random.bytes(16)).toString('hex')
    if (state === 'draft') this.dependencies.repository.update(tx, id, { batch: made })
    return made
  }

  private insert(tx: Transaction, mail: NewMail): EmailId {
    const { repository, clock, random } = this.dependencies
    const now = clock.now()
    return repository.insert(tx, {
      uid: createUid(clock, random),
      contact_id: mail.contactId,
      account_id: mail.accountId ?? null,
      follow_up_id: mail.followUpId ?? null,
      answers_message_id: mail.answersMessageId ?? null,
      batch: mail.batch,
      to_address: mail.toAddress ?? null,
      subject: mail.subject ?? '',
      body: mail.body ?? '',
      attachments: mail.attachments ?? '[]',
      created_at: now,
      updated_at: now,
    })
  }
}

interface NewMail extends Omit<Input<'emails.create'>, 'like'> {
  readonly contactId: ContactId
  readonly batch: string | null
  readonly attachments?: string
}

const modelText = (model: EmailRow | undefined) =>
  model === undefined
    ? {}
    : {
        accountId: model.accountId,
        subject: model.subject,
        body: model.body,
        attachments: model.attachments,
      }

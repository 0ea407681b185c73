import { writeFile } from 'node:fs/promises'
import type { UnitOfWork } from '#main/db/unit-of-work.ts'
import type { SendRequest } from '#main/engines/email/smtp.ts'
import type { SendOutcome } from '#main/engines/email/smtp-outcome.ts'
import { type CallContext, systemContext } from '#main/platform/call-context.ts'
import type { Clock } from '#main/platform/clock.ts'
import type { FileStore } from '#main/platform/file-store.ts'
import type { Input, ProcedureResult } from '#shared/contract/index.ts'
import { type Failure, fail, ok } from '#shared/domain/result.ts'
import { isUnwanted } from '#shared/domain/unwanted-mail.ts'
import type { EmailReason } from '../email-columns.ts'
import type { EmailsRepository } from '../emails.repository.ts'
import type { EmailsService, NotDraft, NotFound } from '../emails.service.ts'
import type { GmailGuard } from '../planning/gmail-guard.ts'
import { type Check, tooManyToGmail } from '../planning/mail-checks.ts'
import { leavesAt, scheduleOf, type When } from '../planning/plan-when.ts'
import type { DeliveriesRepository } from '../sending/deliveries.repository.ts'
import type { Candidate, OutboxRepository } from '../sending/outbox.repository.ts'
import type { ReadSecret } from '../sending/secrets.ts'
import type { SentRecord } from '../sending/sent-record.ts'
import type { CompleteStep } from '../sending/steps-of-mails.ts'
import type { MailComposer } from './compose-mail.ts'
import type { ContentStore } from './content-store.ts'
import { draftFile } from './draft-file.ts'
import { isShownPicture, readAttachments } from './stored-attachments.ts'

interface PreviewDependencies {
  readonly unitOfWork: UnitOfWork
  readonly emails: EmailsService
  readonly repository: EmailsRepository
  readonly outbox: OutboxRepository
  readonly deliveries: DeliveriesRepository
  readonly attachments: ContentStore
  readonly composer: MailComposer
  readonly record: SentRecord
  readonly completeStep: CompleteStep
  readonly gmail: Pick<GmailGuard, 'refused'>
  readonly check: (mail: Candidate, when?: When, attachmentCount?: number) => Check[]
  readonly readSecret: ReadSecret
  readonly send: (request: SendRequest) => Promise<SendOutcome>
  readonly files: Pick<FileStore, 'reserve' | 'keep'>
  readonly clock: Clock
}

type NotWanted = Failure<'not-wanted', Check>

const gone = fail('not-found', { what: 'email' })

/** One mail as it will be: looked at, sent to oneself, or handed to another program. */
export class PreviewService {
  private readonly dependencies: PreviewDependencies

  constructor(dependencies: PreviewDependencies) {
    this.dependencies = dependencies
  }

  preview(input: Input<'emails.preview'>): ProcedureResult<'emails.preview'> {
    const { repository, outbox, composer, check, gmail, clock } = this.dependencies
    const { contactId, accountId, toAddress = null, subject, body, when } = input
    const row = input.id === undefined ? undefined : repository.find(input.id)
    const attachments = row?.attachments ?? '[]'
    const looked = outbox.lookAt({ contactId, accountId, toAddress, subject, body, attachments })
    if (looked === undefined) return fail('not-found', { what: 'contact' })
    const isToMany = input.id === undefined ? 0 : (outbox.candidate(input.id)?.isToMany ?? 0)
    const mail = { ...looked, isToMany }
    const { subject: shownSubject, html, text } = composer.renderAnyway(mail)
    const place = { clock, contactZone: mail.contactZone }
    const at = leavesAt(scheduleOf(when ?? { kind: 'now' }, place), place)
    const checks = check(mail, when, input.attachmentCount)
    const isBulk = gmail.refused([{ candidate: mail, at }]).size > 0
    return ok({
      from: mail.accountAddress,
      to: mail.toAddress,
      subject: shownSubject,
      html: this.withPictures(html, attachments),
      text,
      // A draft that the page does not know yet has pictures that it does not know either.
      checks: [
        ...checks.filter(({ code }) => row !== undefined || code !== 'picture-gone'),
        ...(isBulk ? [tooManyToGmail] : []),
      ],
      leavesAt: when === undefined ? null : at,
    })
  }

  picture({ id, hash }: Input<'emails.picture'>): ProcedureResult<'emails.picture'> {
    const row = this.dependencies.repository.find(id)
    const found = readAttachments(row?.attachments ?? '[]').find((each) => each.hash === hash)
    const url = found === undefined ? null : this.dataUrl(found)
    return url === null ? fail('not-found', { what: 'picture' }) : ok({ url })
  }

  async asFile({ id, anyway }: Input<'emails.asFile'>): Promise<ProcedureResult<'emails.asFile'>> {
    const { outbox, composer, files } = this.dependencies
    const mail = outbox.candidate(id)
    if (mail === undefined) return gone
    const unwanted = anyway === true ? undefined : this.unwanted(mail)
    if (unwanted !== undefined) return fail('not-wanted', unwanted)
    const { handle, path } = files.reserve()
    const bytes = await draftFile(composer, mail)
    await writeFile(path, bytes, { mode: 0o600 })
    const name = `${fileName(mail.subject)}.eml`
    files.keep({ handle, path, name, bytes: bytes.length })
    return ok({ file: handle, name })
  }

  /** The draft goes; what it says stands on the timeline, and undo brings both back as they were. */
  async markSent(
    { id, anyway }: Input<'emails.markSent'>,
    context: CallContext,
  ): Promise<ProcedureResult<'emails.markSent'>> {
    const { unitOfWork, emails, repository, outbox, composer, record, completeStep, clock } =
      this.dependencies
    const label = { code: 'emails.markSent' }
    return unitOfWork.runToOperation<object, NotFound | NotDraft | NotWanted>(
      context,
      label,
      (tx) => {
        const draft = emails.draft(id)
        if (!draft.ok) return draft
        const mail = outbox.candidate(id)
        if (mail === undefined) return gone
        const unwanted = anyway === true ? undefined : this.unwanted(mail)
        if (unwanted !== undefined) return fail('not-wanted', unwanted)
        const rendered = composer.render(mail)
        const line = record.onTimeline(tx, mail, {
          at: clock.now(),
          text: rendered?.text ?? '',
          messageId: null,
          to: mail.toAddress ?? '',
          subject: rendered?.subject ?? mail.subject,
          isKept: false,
        })
        if (mail.followUpId !== null) completeStep(tx, mail.followUpId, line)
        repository.delete(tx, id)
        return ok({})
      },
    )
  }

  /** Why its recipient is to get no mail: what leaves by another program is asked about. */
  private unwanted(mail: Candidate): Check | undefined {
    return this.dependencies.check(mail).find(isUnwanted)
  }

  async sendTest({ id }: Input<'emails.sendTest'>): Promise<ProcedureResult<'emails.sendTest'>> {
    const { outbox, composer, readSecret, send } = this.dependencies
    const mail = outbox.candidate(id)
    if (mail === undefined) return gone
    if (mail.accountUid === null) return fail('no-account', {})
    const secret = await readSecret(mail)
    if (secret.kind === 'locked') return fail('secrets-locked', {})
    if (secret.kind === 'none') return fail('no-secret', {})
    const toMe = { ...mail, toAddress: mail.accountAddress, sendId: null, batch: null }
    const composed = await composer.compose(toMe, mail.fromName ?? '')
    if (!composed.ok) return fail('not-sent', { reason: composed.error.data.reason, reply: null })
    const { server, from, to, bytes } = composed.value
    const outcome = await send({
      account: server,
      secret: secret.secret,
      envelope: { from, to },
      bytes,
      onBodyStart: () => {},
    })
    await this.countTest(mail, outcome)
    if (outcome.kind === 'accepted') return ok({})
    return fail('not-sent', { reason: reasonOf(outcome), reply: replyOf(outcome) })
  }

  /** A test is a mail like any other to the server that counts them. */
  private async countTest({ id, accountUid }: Candidate, outcome: SendOutcome): Promise<void> {
    const { unitOfWork, deliveries, clock } = this.dependencies
    if (accountUid === null || outcome.kind === 'not-started') return
    await unitOfWork.run(systemContext, { code: 'emails.sendTest' }, (tx) => {
      const at = clock.now()
      deliveries.attempt(tx, { id, accountUid, at, outcome: 'claimed', reply: null })
      return ok(null)
    })
  }

  private withPictures(html: string, attachments: string): string {
    let shown = html
    for (const file of readAttachments(attachments)) {
      if (file.cid === null || !shown.includes(`cid:${file.cid}`)) continue
      shown = shown.replaceAll(`cid:${file.cid}`, this.dataUrl(file) ?? '')
    }
    return shown
  }

  private dataUrl({ hash, type }: { hash: string; type: string }): string | null {
    if (!isShownPicture(type)) return null
    const bytes = this.dependencies.attachments.read(hash)
    return bytes === null ? null : `data:${type};base64,${bytes.toString('base64')}`
  }
}

const fileName = (subject: string): string => {
  const clean = subject.replace(/[\p{Cc}\\/:*?"<>|]/gu, ' ').trim()
  return clean === '' ? 'mail' : clean.slice(0, 80)
}

const reasonOf = (outcome: Exclude<SendOutcome, { kind: 'accepted' }>): EmailReason => {
  if (outcome.kind === 'refused') return 'refused'
  if (outcome.kind === 'uncertain') return 'connection'
  const { cause } = outcome
  if (cause === 'auth' || cause === 'tls') return cause
  return cause === 'too-big' ? 'too-large' : 'connection'
}

const replyOf = (outcome: Exclude<SendOutcome, { kind: 'accepted' }>): string =>
  outcome.kind === 'refused' ? outcome.reply : outcome.detail

import { unreadableField } from '#main/engines/email/merge.ts'
import type { RenderedMail } from '#main/engines/email/render.ts'
import { mailSpeaksOfFiles } from '#main/engines/email/speaks-of-files.ts'
import type { Clock } from '#main/platform/clock.ts'
import type { Output } from '#shared/contract/index.ts'
import { mergeFields } from '#shared/domain/merge-fields.ts'
import type { MailRenderer } from '../compose/mail-renderer.ts'
import { maxFilesBytes } from '../compose/mail-size.ts'
import { goingAlong, isPictureGone } from '../compose/stored-attachments.ts'
import { type RecipientStop, stopOfRecipient, type WhyNoMail } from '../recipient.ts'
import type { Candidate } from '../sending/outbox.repository.ts'
import { type Place, scheduleOf, timesOf, type When } from './plan-when.ts'

/** What stands in the way of a mail, or should be looked at. */
export type Check = Output<'emails.preview'>['checks'][number]

/** What mails are looked over with. */
export interface CheckParts {
  readonly composer: Pick<MailRenderer, 'render'>
  readonly whyNoMail: WhyNoMail
  readonly clock: Pick<Clock, 'now' | 'zone'>
}

/** A time picked by hand may be as old as the form was open. */
const pastMs = 5 * 60_000

const blocking = (code: Check['code'], field: string | null = null): Check => ({
  code,
  isBlocking: true,
  field,
})
const hint = (code: Check['code'], field: string | null = null): Check => ({
  code,
  isBlocking: false,
  field,
})

/** With it, its domain would be a bulk sender to Gmail. */
export const tooManyToGmail = blocking('gmail-bulk')

/** Looks a mail over before it may leave. */
export const checkMail = (
  mail: Candidate,
  parts: CheckParts,
  asked: {
    readonly when?: When | undefined
    readonly attachmentCount?: number | undefined
    /** Whether an answer is to keep it here. */
    readonly waits?: boolean | undefined
  } = {},
): Check[] => {
  const files = goingAlong(mail.attachments, mail.body)
  const count = asked.attachmentCount ?? files.filter(({ cid }) => cid === null).length
  const bytes = files.reduce((sum, { size }) => sum + size, 0)
  const rendered = parts.composer.render(mail, false)
  const isForgotten = count === 0 && rendered !== null && mailSpeaksOfFiles(rendered)
  return [
    ...(mail.accountUid === null ? [blocking('no-account')] : []),
    ...ofRecipient(stopOfRecipient(mail, parts.whyNoMail)),
    ...ofText(mail, rendered),
    ...(isPictureGone(mail.attachments, mail.body) ? [blocking('picture-gone')] : []),
    ...(isForgotten ? [hint('forgotten-attachment')] : []),
    ...ofFiles(bytes, maxFilesBytes(mail)),
    ...(asked.waits === true ? ofAnswers(mail) : []),
    ...(asked.when === undefined ? [] : checkTime(asked.when, { ...parts, ...mail })),
  ]
}

/** Nobody reads what comes to an account that only sends. */
const ofAnswers = ({ accountUid, imapHost }: Candidate): Check[] =>
  accountUid !== null && imapHost === null ? [blocking('answers-unknown')] : []

/** What files may have together, and what they have, when that is more. */
const ofFiles = (bytes: number, maxBytes: number): Check[] =>
  bytes > maxBytes ? [{ ...blocking('too-large'), size: { bytes, maxBytes } }] : []

const ofRecipient = (stop: RecipientStop | null): Check[] => {
  if (stop === null) return []
  if (stop.kind === 'hold') return [blocking(stop.reason)]
  return [
    stop.reason === 'hard-bounce' ? blocking(stop.reason) : blocking('suppressed', stop.askedAt),
  ]
}

const knownFields: ReadonlySet<string> = new Set(mergeFields)

const ofText = (mail: Candidate, rendered: RenderedMail | null): Check[] => {
  if (rendered === null) {
    const field = unreadableField(mail.subject) ?? unreadableField(mail.body)
    return [blocking('bad-template', field)]
  }
  return [
    ...(rendered.subject === '' ? [hint('empty-subject')] : []),
    ...(rendered.text.trim() === '' && !mail.body.includes('cid:') ? [blocking('empty-body')] : []),
    ...rendered.missing.map((field) =>
      blocking(knownFields.has(field) ? 'missing-field' : 'unknown-field', field),
    ),
    ...rendered.fellBack.map((field) => hint('missing-field', field)),
  ]
}

/** What stands in the way of a time, for whoever lives in a zone. */
export const checkTime = (when: When, place: Place): Check[] => {
  const { clock } = place
  const schedule = scheduleOf(when, place)
  const { dueAt, opensAt } = timesOf(schedule, place)
  if (dueAt < clock.now() - pastMs) return [blocking('past')]
  const isQuiet = opensAt > Math.max(dueAt, clock.now() + 10_000)
  return schedule.is_hand_timed === 1 && isQuiet ? [hint('quiet-hours')] : []
}

import type { Transaction } from '#main/db/executor.ts'
import { holdAllReasons } from '#shared/contract/email-states.ts'
import type { Input } from '#shared/contract/index.ts'
import type { EmailId } from '#shared/domain/ids.ts'
import { type Failure, fail, ok, type Result } from '#shared/domain/result.ts'
import type { EmailReason, EmailState } from '../email-columns.ts'
import { EmailsRepository } from '../emails.repository.ts'
import { type Environment, mailsOfPage, watchedPages } from '../planning/mail-units.ts'
import { believeClock } from '../sending/believed-clock.ts'
import { OutboxRepository } from '../sending/outbox.repository.ts'
import { DecisionsRepository } from './decisions.repository.ts'

/** What the owner decides about mails. */
export type Decision = Input<'emails.decide'>['decision']

/** A decision that is written in the database alone. */
export interface MailDecision {
  readonly ids: readonly EmailId[]
  readonly decision: 'release' | 'dismiss'
}

/** What was held as a whole: by the switch, or by a question about all mail. */
export interface HeldTogether {
  readonly by: 'switch' | 'question'
}

/** Why a decision cannot be taken. */
export type NotDecided =
  | Failure<'not-found', { what: string }>
  | Failure<'not-decidable', { state: EmailState }>

/** In which states the owner may decide what. */
const decidable: Readonly<Record<Decision, readonly EmailState[]>> = {
  release: ['held', 'failed', 'deferred', 'suppressed'],
  resend: ['uncertain'],
  arrived: ['uncertain'],
  dismiss: ['uncertain', 'held', 'failed', 'suppressed'],
}

/** Whether a decision can be taken about a mail. */
export const isDecidable = (state: EmailState, decision: Decision): boolean =>
  decidable[decision].includes(state)

/** Why a decision cannot be taken about some mails; null when it can. */
export const whyNotDecidable = (
  emails: Pick<EmailsRepository, 'statesOf'>,
  ids: readonly EmailId[],
  decision: Decision,
): NotDecided | null => {
  const states = emails.statesOf(ids)
  if (states.size < ids.length) return fail('not-found', { what: 'email' }).error
  const other = [...states.values()].find((state) => !isDecidable(state, decision))
  return other === undefined ? null : fail('not-decidable', { state: other }).error
}

/** Lets mails go on or rest, all or none. */
export const decideMails = (
  tx: Transaction,
  { ids, decision }: MailDecision,
  { clock, controls }: Environment,
): Result<{ decided: number }, NotDecided> => {
  const emails = new EmailsRepository(tx)
  const decisions = new DecisionsRepository(tx)
  const now = clock.now()
  const asked = [...new Set(ids)]
  for (const page of watchedPages(asked, controls)) {
    const error = whyNotDecidable(emails, page, decision)
    if (error !== null) return { ok: false, error }
    if (decision === 'dismiss') {
      decisions.dismiss(tx, page, now)
      continue
    }
    decisions.readdress(tx, page)
    decisions.giveAccount(tx, page)
    decisions.goOn(tx, page, { decision, now })
  }
  return ok({ decided: asked.length })
}

/** Why mails are held together. */
export const reasonsOf = ({ by }: HeldTogether): readonly EmailReason[] =>
  by === 'switch' ? ['switched-off'] : holdAllReasons

/** Lets all mail leave again that was held together. */
export const letGoTogether = (
  tx: Transaction,
  held: HeldTogether,
  { clock, controls }: Environment,
): Result<{ released: number }, never> => {
  const outbox = new OutboxRepository(tx)
  const decisions = new DecisionsRepository(tx)
  const now = clock.now()
  if (held.by === 'switch') outbox.setSwitch(tx, true)
  else {
    outbox.setHoldAll(tx, null)
    outbox.setLastSeen(tx, now)
    believeClock(tx, now)
  }
  const reasons = reasonsOf(held)
  const total = decisions.countHeld(reasons)
  for (let done = 0; ; ) {
    controls?.checkpoint()
    controls?.progress({ phase: 'writing', done, total })
    const changes = decisions.releaseHeld(tx, reasons, { now, limit: mailsOfPage })
    done += changes
    if (changes < mailsOfPage) return ok({ released: done })
  }
}

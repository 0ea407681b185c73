import type { Input } from '#shared/contract/index.ts'
import { type Failure, fail, ok, type Result } from '#shared/domain/result.ts'
import type { NotDraft, NotFound } from '../emails.service.ts'
import { type ForecastParts, lastLeaves } from './last-leaves.ts'
import {
  type BeforeEach,
  type BriefMail,
  type LookedOver,
  type LookOverParts,
  lookOver,
} from './look-over.ts'
import type { ToSchedule } from './mail-units.ts'

/** None of the mails can leave. */
export type NotReady = Failure<'not-ready', Pick<LookedOver, 'checks'>>

/** So many reasons are told when no mail can leave; more of them say nothing new. */
const mostChecks = 1000

/** Finds out which of these mails can leave, and how they are to be written. */
export const readyToSchedule = async (
  { ids, when, unlessAnswered, toEach }: Input<'emails.schedule'>,
  parts: LookOverParts & ForecastParts,
  beforeEach: BeforeEach,
): Promise<Result<ToSchedule, NotFound | NotDraft | NotReady>> => {
  const wish = unlessAnswered ?? when.kind === 'in-days'
  const waitsOf = (mail: Pick<BriefMail, 'unlessAnswered'>): boolean =>
    wish === 'as-before' ? mail.unlessAnswered === 1 : wish
  const asked = { ids, when, toEach, waits: waitsOf }
  const looked = await lookOver(asked, parts, beforeEach)
  if (!looked.ok) return looked
  const { ready, checks, others, firstAt } = looked.value
  const [other] = others
  if (other !== undefined) return fail('not-draft', { state: other })
  if (ready.length === 0) return fail('not-ready', { checks: checks.slice(0, mostChecks) })
  const mails = ready.map(({ candidate, schedule }) => {
    const waits = waitsOf(candidate)
    return {
      ...schedule,
      id: candidate.id,
      // The account and the address are written down: what the owner saw is what leaves.
      account_id: candidate.accountId,
      accountUid: candidate.accountUid,
      to_address: candidate.toAddress,
      unless_answered: waits ? (1 as const) : (0 as const),
      to_each: candidate.toEach === 1 ? (1 as const) : (0 as const),
      waitsSince: waits && schedule.send_at !== null ? waitsSince(candidate) : null,
    }
  })
  return ok({ mails, firstAt, lastAt: lastLeaves(ready, parts) })
}

/** An answer from before a mail was put off stops it as well. */
const waitsSince = ({ intent, unlessAnswered, scheduledAt }: BriefMail): number | null =>
  intent === 'scheduled' && unlessAnswered === 1 ? scheduledAt : null

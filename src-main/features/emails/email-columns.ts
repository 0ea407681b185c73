import type { z } from 'zod'
import type { emailReason, emailState } from '#shared/contract/email-states.ts'
import { isSameAddress, wishesNoMail } from './noted-columns.ts'

/** Where a mail is. */
export type EmailState = z.output<typeof emailState>
/** Why it is held or stopped. */
export type EmailReason = z.output<typeof emailReason>

/**
 * What the owner sees: what has happened counts before what is wanted, so that a schedule that is
 * taken back after the mail left changes nothing.
 */
export const effectiveState = `case
  when d.state in ('claimed','body','sent','uncertain','dismissed') then d.state
  when e.intent = 'draft' then 'draft' else coalesce(d.state, 'waiting') end`

/** A draft has the address that was picked; what is planned has it while it is the contact's. */
const hasItsAddress = `e.to_address is not null and (e.intent = 'draft' or exists (select 1 from contact_points p
  where p.contact_id = e.contact_id and p.kind = 'email'
    and ${isSameAddress('p.raw', 'e.to_address')}))`

/** The first e-mail address of a contact that works, by an order that comes before theirs. */
const workingAddress = (contact: string, column: string, before = ''): string => `(
  select m.${column} from contact_points m
    where m.contact_id = ${contact} and m.kind = 'email' and m.is_invalid = 0
    order by ${before} m.is_primary desc, m.position, m.id limit 1)`

/** A contact's first e-mail address that works, whatever it wants. */
export const firstAddressOf = (contact: string): string => workingAddress(contact, 'raw')

/**
 * The e-mail address that a new mail to a contact goes to, unless another is picked: the first that
 * works; one that wants no mail only where none is left that may have it.
 *
 * The note counts for its address alone. Who asked for no more gets nothing at any of them, which
 * is for `stopOfRecipient` to know.
 */
export const mailAddressOf = (contact: string, column: 'id' | 'raw'): string =>
  workingAddress(contact, column, `${wishesNoMail('m')},`)

/**
 * The address of a mail: the one it went to, the one it was given, else the one that a new mail to
 * the contact goes to. One that was corrected or taken away since is none of theirs any more; then
 * it is their first, even if that wants no mail: nobody asked for what is planned to go elsewhere.
 */
export const addressOf = `coalesce(
  case when d.state in ('claimed','body','sent','uncertain','failed') then d.to_address end,
  case when ${hasItsAddress} then e.to_address end,
  case when e.to_address is null then ${mailAddressOf('e.contact_id', 'raw')}
    else ${firstAddressOf('e.contact_id')} end)`

/** Whether the batch of a mail has other mails. */
export const isToMany = `exists (select 1 from emails x indexed by emails_batch
  where x.batch = e.batch and x.id <> e.id)`

/** The schedule of a mail as `deliveries.plan` notes it; `readPlan` reads it. */
export const planOf = `coalesce(e.send_at, '') || '|' || coalesce(e.time_zone, '') || '|' ||
  coalesce(e.scheduled_at, '') || '|' || e.unless_answered`

/** What `planOf` makes of a schedule. */
export const planText = (schedule: {
  readonly sendAt: string | null
  readonly timeZone: string | null
  readonly scheduledAt: number
  readonly waits: boolean
}): string =>
  [
    schedule.sendAt ?? '',
    schedule.timeZone ?? '',
    schedule.scheduledAt,
    schedule.waits ? 1 : 0,
  ].join('|')

/** What a plan says of the schedule it was made from. */
export const readPlan = (
  plan: string,
): {
  readonly sendAt: string | null
  readonly timeZone: string | null
  readonly unlessAnswered: boolean
} => {
  const [sendAt = '', timeZone = '', , waits] = plan.split('|')
  const isTimed = sendAt !== '' && timeZone !== ''
  return {
    sendAt: isTimed ? sendAt : null,
    timeZone: isTimed ? timeZone : null,
    unlessAnswered: waits === '1',
  }
}

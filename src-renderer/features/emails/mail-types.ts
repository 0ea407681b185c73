import type { Input, Output } from '#shared/contract/index.ts'
import type { ContactId, EmailId } from '#shared/domain/ids.ts'

/** A mail as it is written. */
export type Email = Output<'emails.get'>['email']
/** A file that goes along. */
export type Attachment = Email['attachments'][number]
/** When a mail is to leave. */
export type When = Input<'emails.schedule'>['when']
/** The mail of one person as it will be. */
export type Preview = Output<'emails.preview'>
/** What stands in the way of a mail, or should be looked at. */
export type Check = Preview['checks'][number]
/** A mail account. */
export type Account = Output<'emailAccounts.list'>['accounts'][number]
/** A text to begin with. */
export type Template = Output<'templates.list'>['templates'][number]

/** Somebody a mail is written to. */
export interface Recipient {
  /** Null before the first words are kept. */
  readonly emailId: EmailId | null
  readonly contactId: ContactId
  readonly name: string
  readonly toAddress: string | null
}

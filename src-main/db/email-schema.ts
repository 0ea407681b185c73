import type { Generated } from 'kysely'
import type {
  ActivityId,
  ContactId,
  EmailAccountId,
  EmailId,
  FollowUpId,
  MessageId,
  TemplateId,
} from '#shared/domain/ids.ts'

/** One row of `email_accounts`: an account as the owner set it up, without its secrets. */
export interface EmailAccountsTable {
  id: Generated<EmailAccountId>
  uid: string
  address: string
  from_name: string
  /** Id of the preset it was set up with. */
  provider: string | null
  smtp_host: string
  smtp_port: number
  smtp_security: 'tls' | 'starttls'
  imap_host: string | null
  imap_port: number | null
  imap_security: 'tls' | 'starttls' | null
  user_name: string
  auth: 'password' | 'oauth'
  /** Limited HTML. */
  signature: string | null
  is_default: Generated<number>
  daily_limit: Generated<number>
  created_at: number
}

/** One row of `email_account_states`: what its servers were seen to do. */
export interface EmailAccountStatesTable {
  account_uid: string
  /** Which mailbox was read; null before any was. */
  mailbox: string | null
  /** By which the following was found; null before anything was. See `account-findings.ts`. */
  sign_in: string | null
  tested_at: number | null
  keeps_message_id: number | null
  files_sent: number | null
  has_plus_addresses: number | null
  max_bytes: number | null
  paused_reason: string | null
  /** The attempt after which refusals count: the last one when mail was let leave again. */
  refusals_after: number | null
  last_sync_at: number | null
  last_sync_error: string | null
  last_sync_error_at: number | null
}

/** One row of `templates`. */
export interface TemplatesTable {
  id: Generated<TemplateId>
  uid: string
  name: string
  language: string
  subject: string
  /** Limited HTML with merge fields. */
  body: string
  created_at: number
}

/** One row of `emails`: a mail to one contact as the owner wrote it. */
export interface EmailsTable {
  id: Generated<EmailId>
  uid: string
  contact_id: ContactId
  account_id: EmailAccountId | null
  follow_up_id: FollowUpId | null
  answers_message_id: MessageId | null
  /** Shared by mails that were written to a selection at once. */
  batch: string | null
  to_address: string | null
  subject: Generated<string>
  /** Limited HTML with merge fields. */
  body: Generated<string>
  /** JSON text: `[{ hash, name, type, size, cid? }]`. */
  attachments: Generated<string>
  intent: Generated<'draft' | 'scheduled'>
  /** Wall time `YYYY-MM-DDTHH:MM` in `time_zone`; null for at once. */
  send_at: string | null
  time_zone: string | null
  unless_answered: Generated<number>
  /** 1 when the owner picked the very time, or said now: quiet hours do not bind it. */
  is_hand_timed: Generated<number>
  /** 1 when the owner wants it to leave although another of its batch goes to the same address. */
  to_each: Generated<number>
  /** When it was scheduled. */
  scheduled_at: number | null
  /** Why it is a draft again: `answered`, `unsubscribed`, … */
  stopped_reason: string | null
  created_at: number
  updated_at: number
}

/** One row of `messages`: a mail that came in or left. */
export interface MessagesTable {
  id: Generated<MessageId>
  uid: string
  contact_id: ContactId
  activity_id: ActivityId | null
  account_id: EmailAccountId | null
  email_id: EmailId | null
  direction: 'in' | 'out'
  kind: Generated<'personal' | 'machine' | 'bounce' | 'unsubscribe'>
  message_id: string | null
  in_reply_to: string | null
  /** Message-ID of the first mail of the thread. */
  thread: string | null
  from_address: string
  to_address: string
  subject: string
  /** Plain text. */
  body: string
  at: number
  /** Since when the owner can know of it; null for what left. */
  known_at: number | null
}

/**
 * Where a mail is on its way.
 *
 * There is no `approved` before it waits: the owner approves a mail by scheduling it, which fixes
 * its text, its recipient and its account until it is a draft again.
 */
export type DeliveryState =
  | 'waiting'
  | 'held'
  | 'claimed'
  | 'body'
  | 'sent'
  | 'uncertain'
  | 'deferred'
  | 'failed'
  | 'suppressed'
  | 'dismissed'

/** One row of `deliveries`: what became of a mail, outside the undo log. */
export interface DeliveriesTable {
  email_id: EmailId
  state: DeliveryState
  reason: string | null
  /** The schedule that `due_at` was derived from: another one is derived anew. */
  plan: string | null
  /** The batch of the mail, from when it is planned. */
  batch: string | null
  due_at: number | null
  /** When it is looked at next; the due time at first. */
  next_attempt_at: number | null
  /** Reasons to hold that the owner has waved through, with spaces between. */
  waived: string | null
  attempts: Generated<number>
  send_id: string | null
  /** With which its recipient asks for no more; it leads to whoever the mail is of by then. */
  token: string | null
  message_id: string | null
  account_uid: string | null
  to_address: string | null
  subject: string | null
  mime_hash: string | null
  reply_text: string | null
  claimed_at: number | null
  sent_at: number | null
  /** 1 from when it left until its next step is done. */
  owes_step: Generated<number>
  changed_at: number
}

/** One row of `send_attempts`; append-only. */
export interface SendAttemptsTable {
  id: Generated<number>
  email_id: EmailId
  account_uid: string
  /** What the account's address was, in lower case: providers count by it. */
  address: string | null
  at: number
  outcome: string
  reply_text: string | null
}

/** One row of `suppressions`; append-only, the last action of an address counts. */
export interface SuppressionsTable {
  id: Generated<number>
  /** Null after an erasure. */
  address: string | null
  /** HMAC of the normalised address with the workspace's token key. */
  address_hash: string
  action: 'suppress' | 'lift'
  reason: 'unsubscribe' | 'objection' | 'hard-bounce' | 'complaint' | 'erasure' | 'manual'
  note: string | null
  at: number
}

/**
 * One row of `suppressed_contacts`: whom a wish for no more mail binds at whatever address;
 * append-only. By the permanent name, which a restore gives to nobody else.
 */
export interface SuppressedContactsTable {
  id: Generated<number>
  contact_uid: string
  suppression_id: number
}

/** One row of `mailbox_cursors`: how far a folder was read. */
export interface MailboxCursorsTable {
  account_uid: string
  folder: string
  uid_validity: number
  last_uid: number
  synced_at: number
}

/** One row of `suggestion_dismissals`: the owner said that an address is no contact. */
export interface SuggestionDismissalsTable {
  id: Generated<number>
  /** Normalised. */
  address: string
  at: number
}

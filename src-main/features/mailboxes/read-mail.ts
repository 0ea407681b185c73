import { createHash } from 'node:crypto'
import { type Bounce, readBounce } from '#main/engines/email/incoming/bounce.ts'
import { type MachineReason, machineReason } from '#main/engines/email/incoming/machine-mail.ts'
import { idsOf, type MailHeaders } from '#main/engines/email/incoming/mail-headers.ts'
import { type IncomingMail, parseIncoming } from '#main/engines/email/incoming/parse-incoming.ts'
import { readUnsubscribe, type Unsubscribe } from '#main/engines/email/incoming/unsubscribe.ts'
import { telling } from './found-mail.ts'

/** A mail as far as Kith reads it: its text, and what follows from all of it. */
export interface ReadMail {
  readonly text: string
  /** By this it is known again: its Message-ID, or a hash where it has none. */
  readonly key: string
  /** Why it is a machine's; null for a person's. */
  readonly machine: MachineReason | null
  /** What it says of another mail that did not arrive, whoever's that was. */
  readonly bounce: Bounce | null
  /** Whether it asks for no more mail, as far as its words go. */
  readonly unsubscribe: Unsubscribe | null
}

/**
 * Reads a mail from its bytes. One that is beyond reading, or without bytes because it has gone
 * meanwhile, still came: its `headers` are known.
 */
export const readMail = async (
  source: Uint8Array | undefined,
  headers: () => MailHeaders,
): Promise<ReadMail> => {
  const parsed = source === undefined ? undefined : await parseIncoming(source)
  const mail: IncomingMail =
    parsed?.ok === true ? parsed.value : { headers: headers(), text: '', reports: [] }
  // Who accepts an invitation without a word has pressed a button, and answered no mail.
  const calendars = mail.invitationAnswer?.words === '' ? 'invitation-answer' : null
  return {
    text: mail.text,
    key: keyOf(mail),
    machine: machineReason(mail.headers) ?? calendars,
    bounce: readBounce(mail),
    unsubscribe: readUnsubscribe(mail),
  }
}

const keyOf = ({ headers, text }: IncomingMail): string => {
  const [messageId] = idsOf(headers, 'message-id')
  if (messageId !== undefined) return messageId
  const parts = [...telling.flatMap((name) => headers.get(name) ?? []), text]
  return `hash:${createHash('sha256').update(parts.join('\0')).digest('base64url')}`
}

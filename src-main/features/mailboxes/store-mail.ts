import type { Transaction } from '#main/db/executor.ts'
import { type OwnBounce, ownBounce, recipientFor } from '#main/engines/email/incoming/bounce.ts'
import { addressesOf } from '#main/engines/email/incoming/mail-headers.ts'
import type { Clock } from '#main/platform/clock.ts'
import type { RandomSource } from '#main/platform/random.ts'
import { createUidSeries } from '#main/platform/uid.ts'
import type { ContactId, EmailAccountId, EmailId } from '#shared/domain/ids.ts'
import { daysIn } from '#shared/domain/time.ts'
import { answeredMail, ownSendId, writerOf } from './answered-mail.ts'
import type { Candidate } from './judge-mail.ts'
import { mailHash } from './mail-hash.ts'
import type { LeftMail, MailboxesRepository } from './mailboxes.repository.ts'
import type { OutgoingMails } from './outgoing-mails.ts'
import type { ReadMail } from './read-mail.ts'
import { leaversOf, sendNoMore } from './wish-to-leave.ts'

/** What mails are stored with. */
export interface StoreParts {
  readonly repository: MailboxesRepository
  readonly outgoing: OutgoingMails
  readonly clock: Clock
  readonly random: RandomSource
}

/** A mail with what was read of it, and whom its addresses belong to. */
export interface CameMail extends Candidate {
  /** Null for a mail that Kith sent itself. */
  readonly mail: ReadMail | null
  readonly accountId: EmailAccountId
  /** It was taken for junk, where anybody's name may stand on it, or deleted elsewhere. */
  readonly isDiscarded?: boolean
  /**
   * When its mailbox was read before, to the end; null at the first reading, and absent where older
   * mail is looked for (milliseconds UTC).
   */
  readonly readBefore?: number | null
}

type MessageKind = 'personal' | 'machine' | 'bounce' | 'unsubscribe'

interface MessageValues {
  readonly contactId: ContactId
  readonly direction: 'in' | 'out'
  readonly kind: MessageKind
  readonly emailId?: EmailId | null
  readonly hasActivity: boolean
  /** The mail that this one answers. */
  readonly left?: LeftMail | undefined
}

const maxRecipients = 20
/** The clock of a server may be this far behind. */
const otherClockMs = 5 * 60_000

/** Writes what a mail means: one unit of work may store several. */
export class MailStore {
  private readonly parts: StoreParts
  private createUid: () => string
  private days: { readonly zone: string; readonly dayOf: ReturnType<typeof daysIn> }

  constructor(parts: StoreParts) {
    this.parts = parts
    this.createUid = createUidSeries(parts.clock, parts.random)
    this.days = daysOf(parts.clock.zone())
  }

  /** Stores mails in their order, each once, and does what follows from them. */
  storeAll(tx: Transaction, reads: readonly CameMail[]): void {
    const { clock, random } = this.parts
    this.createUid = createUidSeries(clock, random)
    if (clock.zone() !== this.days.zone) this.days = daysOf(clock.zone())
    for (const read of reads) this.store(tx, read)
  }

  private store(tx: Transaction, read: CameMail): void {
    if (read.isOut) this.storeOut(tx, read)
    else if (read.mail !== null) this.storeIn(tx, read, read.mail)
  }

  /** The owner's own mail: by Kith, which knows it already, or by another program. */
  private storeOut(tx: Transaction, read: CameMail): void {
    const { repository, outgoing } = this.parts
    const { place } = read.found
    const sendId = ownSendId(this.parts, read.found)
    if (sendId !== null) {
      outgoing.noteLeft(tx, sendId)
      const sent = repository.sentMail(sendId)
      // Some providers give a mail another Message-ID, and answers name that one.
      if (sent !== undefined && place.messageId !== null) {
        repository.relabel(tx, sent.emailId, place.messageId)
      }
      return
    }
    const contacts = new Set(read.owners.map(({ contactId }) => contactId))
    for (const contactId of [...contacts].slice(0, maxRecipients)) {
      this.insert(tx, read, { contactId, direction: 'out', kind: 'personal', hasActivity: true })
    }
  }

  private storeIn(tx: Transaction, read: CameMail, mail: ReadMail): void {
    const bounce = mail.bounce && ownBounce(mail.bounce, (id) => this.parts.outgoing.sendIdOf(id))
    if (bounce !== null) {
      this.storeBounce(tx, read, bounce)
      return
    }
    const reason = mail.machine
    const left = answeredMail(this.parts, read)
    const contactId = writerOf(read, left)
    // An answer to a mail of ours stays one although a list passed it on.
    const isMachine =
      reason !== null && !((reason === 'list' || reason === 'bulk') && left !== undefined)
    const leavers = leaversOf(this.parts, read, { asked: mail.unsubscribe, left, isMachine })
    // Of what was thrown away, besides what came back, an answer counts and the wish for no more mail.
    if (read.isDiscarded === true && leavers === null && (isMachine || left === undefined)) return
    const who = leavers?.[0] ?? contactId
    if (who === null) {
      // Whoever it was is no contact any more: there is nobody to keep it with.
      if (leavers !== null) sendNoMore(this.parts, tx, { leavers, read })
      return
    }
    const kind = leavers === null ? (isMachine ? 'machine' : 'personal') : 'unsubscribe'
    const values = {
      contactId: who,
      direction: 'in',
      kind,
      hasActivity: kind !== 'machine',
      left,
    } as const
    if (!this.insert(tx, read, values)) return
    if (leavers !== null) sendNoMore(this.parts, tx, { leavers, read })
    if (!isMachine) this.answer(tx, { read, contactId: who, left })
  }

  /** Whatever waits for an answer of this person stops, and the mail it answers is marked. */
  private answer(
    tx: Transaction,
    answer: {
      readonly read: CameMail
      readonly contactId: ContactId
      readonly left: LeftMail | undefined
    },
  ): void {
    const { repository, outgoing } = this.parts
    const { left, read, contactId } = answer
    const { sendId, activityId } = left ?? { sendId: null, activityId: null }
    if (sendId !== null) outgoing.noteLeft(tx, sendId)
    if (activityId !== null) repository.markAnswered(tx, activityId)
    // Several people may share the address that wrote, and one may be known twice: whoever was
    // written to has answered, from whichever address.
    const owners = read.owners.map((owner) => owner.contactId)
    const contacts = new Set([
      contactId,
      ...owners,
      ...(left === undefined ? [] : [left.contactId]),
    ])
    for (const each of contacts) {
      outgoing.stopForAnswer(tx, { contactId: each, at: this.knownAt(read, each, left) })
    }
  }

  /**
   * Since when the owner can have known of a mail of a contact: not before it was read here, unless
   * it lay in the mailbox when that was read before; and not before the mail that it answers. What
   * is planned for the contact was planned by then, whatever a clock said that was set back since.
   */
  private knownAt(
    { found, readBefore = null }: CameMail,
    contactId: ContactId,
    left: LeftMail | undefined,
  ): number {
    const { repository, clock } = this.parts
    const now = clock.now()
    const arrivedAt = Math.max(found.arrivedAt, left?.at ?? 0)
    const isNew = readBefore !== null && (readBefore > now || arrivedAt > readBefore - otherClockMs)
    return isNew ? Math.max(arrivedAt, now, repository.lastPlannedAt(contactId) ?? 0) : arrivedAt
  }

  private storeBounce(tx: Transaction, read: CameMail, bounce: OwnBounce): void {
    const { repository, outgoing } = this.parts
    const sent = repository.sentMail(bounce.sendId)
    if (sent === undefined) return
    const { emailId, contactId, toAddress } = sent
    const [address = toAddress] = addressesOf(new Map([['to', [toAddress]]]), 'to')
    const recipient = recipientFor(bounce.recipients, address)
    const values = {
      contactId,
      emailId,
      direction: 'in',
      kind: 'bounce',
      hasActivity: false,
    } as const
    if (!this.insert(tx, read, values)) return
    outgoing.noteLeft(tx, bounce.sendId)
    const { class: kind, status } = recipient
    outgoing.noteBounce(tx, { emailId, class: kind, status, at: read.found.arrivedAt })
    if (recipient.class !== 'hard') return
    outgoing.giveUp(tx, { contactId, address, saidAt: read.found.arrivedAt })
  }

  /** False when it is stored already. */
  private insert(tx: Transaction, read: CameMail, values: MessageValues): boolean {
    const { repository } = this.parts
    const { found, mail, accountId } = read
    const { contactId, direction, kind, left } = values
    // Whatever the clock says that it was written by.
    const at = Math.max(found.at, left?.at ?? 0)
    // One that Kith sent itself is stored already, and has a Message-ID.
    const key = mail?.key ?? found.place.messageId ?? ''
    const from = found.from ?? ''
    const hash = mailHash([key, from, found.dated].join('\0'))
    const known = { contactId, hash, messageId: key, from, at }
    if (repository.isKnown(known)) return false
    repository.noteKnown(tx, known)
    const activityId = values.hasActivity
      ? repository.insertActivity(tx, {
          uid: this.createUid(),
          contact_id: contactId,
          kind: direction === 'in' ? 'mail-received' : 'mail-sent',
          at,
          day: this.days.dayOf(at),
          direction,
        })
      : null
    repository.insertMessage(tx, {
      uid: this.createUid(),
      contact_id: contactId,
      activity_id: activityId,
      account_id: accountId,
      email_id: values.emailId ?? null,
      direction,
      kind,
      message_id: key,
      in_reply_to: found.place.inReplyTo,
      thread: found.place.thread,
      from_address: from,
      to_address: found.to.join(', ').slice(0, 1000),
      subject: found.subject,
      body: mail?.text ?? '',
      at,
      known_at: direction === 'in' ? this.knownAt(read, contactId, left) : null,
    })
    return true
  }
}

const daysOf = (zone: string) => ({ zone, dayOf: daysIn(zone) })

import type { Transaction } from '#main/db/executor.ts'
import { isPersonAddress } from '#main/engines/email/incoming/person-address.ts'
import type { FoundMail } from './found-mail.ts'
import type { Candidate } from './judge-mail.ts'
import { mailHash } from './mail-hash.ts'
import type { MailboxesRepository } from './mailboxes.repository.ts'
import type { OutgoingMails } from './outgoing-mails.ts'
import { ownAddressesOf } from './own-addresses.ts'

/** What one mail says of somebody who is no contact: who, in which direction, when. */
export interface StrangerMail {
  readonly address: string
  readonly name: string | null
  readonly direction: 'in' | 'out'
  readonly at: number
}

/** A mail to strangers alone: a number of its Message-ID, and when it was written. */
export interface WrittenMail {
  readonly idHash: number
  readonly at: number
}

/** Where is kept whom the owner writes to who is no contact. */
export interface StrangerBook {
  /** Which of these addresses are in it. */
  counted(addresses: readonly string[]): readonly string[]
  /** Which of these mails were to somebody who is no contact, by a number of the Message-ID. */
  notedMails(idHashes: readonly number[]): readonly number[]
  note(tx: Transaction, mail: StrangerMail): void
  noteMail(tx: Transaction, mail: WrittenMail): void
  /** When the oldest mail to a stranger was written; null without any. */
  oldestMail(): number | null
  /** Forgets mails to strangers from before an instant, at most so many. */
  forgetMails(tx: Transaction, before: number, limit: number): void
}

/** What a page of headers says of strangers. */
export interface StrangerNotes {
  readonly mails: readonly StrangerMail[]
  /** Mails to strangers alone, whose answers name them. */
  readonly written: readonly WrittenMail[]
}

interface StrangerParts {
  readonly repository: Pick<MailboxesRepository, 'ownAddresses' | 'leftMail'>
  readonly outgoing: Pick<OutgoingMails, 'sendIdOf'>
  readonly book: StrangerBook
}

/** Whoever writes to more at once does not write to each of them. */
const mostRecipients = 10
/**
 * Answers to mails to strangers count for so long: a year and a month, for what comes round once a
 * year. Who answers later is suggested when the owner writes to them, or answers, the next time.
 */
export const answersCountMs = 400 * 86_400_000
/** Folders in which a mail of the owner's is one they sent: elsewhere anybody may have signed so. */
const sentUses: ReadonlySet<string | null> = new Set(['\\Sent', '\\All'])

/** Finds, in one reading of a mailbox, whom the owner writes to who is no contact. */
export class Strangers {
  private readonly parts: StrangerParts
  private readonly isOwn: (address: string) => boolean
  /** Mails that came earlier were counted when they came, wherever they lie now. */
  private readonly since: number | null
  /** Of this reading: pages are judged before those before them are written down. */
  private readonly addresses = new Set<string>()
  private readonly written = new Set<number>()
  /** The same few are written to again and again. */
  private readonly persons = new Map<string, boolean>()

  constructor(parts: StrangerParts, since: number | null) {
    this.parts = parts
    this.since = since
    this.isOwn = ownAddressesOf(parts.repository)
  }

  /** What to note of the mails of a page; null when nothing. `mattering` are those of contacts. */
  of(
    page: readonly FoundMail[],
    { mattering, use }: { readonly mattering: readonly Candidate[]; readonly use: string | null },
  ): StrangerNotes | null {
    const matters = new Map(mattering.map((candidate) => [candidate.found.uid, candidate]))
    const fresh = page.filter((found) => this.since === null || found.arrivedAt > this.since)
    const mails: StrangerMail[] = []
    const written: WrittenMail[] = []
    const came: FoundMail[] = []
    for (const found of fresh) {
      if (found.isAutomatic || found.mayBeBounce || found.mayUnsubscribe) continue
      const candidate = matters.get(found.uid)
      if (found.from !== null && this.isOwn(found.from)) {
        if (!sentUses.has(use) || found.wasDelivered) continue
        mails.push(...this.sent(found, candidate))
        if (candidate === undefined && found.place.messageId !== null)
          written.push({ idHash: mailHash(found.place.messageId), at: found.at })
      } else if (found.from !== null && (candidate?.owners.length ?? 0) === 0) came.push(found)
    }
    for (const { address } of mails) this.addresses.add(address)
    for (const mail of written) this.written.add(mail.idHash)
    mails.push(...this.received(came))
    return mails.length + written.length === 0 ? null : { mails, written }
  }

  /** Mails of Kith's own go to contacts. */
  private sent(found: FoundMail, candidate: Candidate | undefined): readonly StrangerMail[] {
    const isKiths = candidate !== undefined && candidate.owners.length === 0
    if (isKiths || found.to.length > mostRecipients) return []
    const known = new Set(candidate?.owners.map(({ address }) => address))
    return found.to
      .filter((address) => !known.has(address) && !this.isOwn(address) && this.isPerson(address))
      .map((address) => this.mailOf(found, address, 'out'))
  }

  /** Mails of people the owner wrote to, and of those who answered a mail of the owner's. */
  private received(came: readonly FoundMail[]): readonly StrangerMail[] {
    const senders = came.flatMap(({ from }) => from ?? [])
    if (senders.length === 0) return []
    const { book, repository, outgoing } = this.parts
    const counted = new Set([...book.counted(senders), ...this.addresses])
    const answered = came.flatMap(({ place }) => place.answers.map(mailHash))
    const noted = new Set([...book.notedMails(answered), ...this.written])
    const isAnswer = ({ place: { answers } }: FoundMail): boolean =>
      answers.length > 0 &&
      (answers.some((id) => noted.has(mailHash(id)) || outgoing.sendIdOf(id) !== null) ||
        repository.leftMail(answers) !== undefined)
    return came.flatMap((found) => {
      const { from } = found
      if (from === null) return []
      const isTheirs = counted.has(from) || (isAnswer(found) && this.isPerson(from))
      if (isTheirs) counted.add(from)
      return isTheirs ? [this.mailOf(found, from, 'in')] : []
    })
  }

  private mailOf(
    { names, at }: FoundMail,
    address: string,
    direction: StrangerMail['direction'],
  ): StrangerMail {
    return { address, name: names[address] ?? null, direction, at }
  }

  private isPerson(address: string): boolean {
    const known = this.persons.get(address)
    if (known !== undefined) return known
    const isPerson = isPersonAddress(address)
    this.persons.set(address, isPerson)
    return isPerson
  }
}

/** Writes down what a page said. */
export const noteStrangers = (book: StrangerBook, tx: Transaction, notes: StrangerNotes): void => {
  for (const mail of notes.written) book.noteMail(tx, mail)
  for (const mail of notes.mails) book.note(tx, mail)
}

import type { NamedFolder } from '#main/engines/email/imap.ts'
import { ownSendId } from './answered-mail.ts'
import type { FoundMail } from './found-mail.ts'
import type { AddressOwner, MailboxesRepository } from './mailboxes.repository.ts'
import type { OutgoingMails } from './outgoing-mails.ts'
import { ownAddressesOf } from './own-addresses.ts'

/** A mail that matters, and whom its addresses belong to. */
export interface Candidate {
  readonly found: FoundMail
  readonly owners: readonly AddressOwner[]
  readonly isOut: boolean
  /** False where its headers say all that is stored of it. */
  readonly needsSource: boolean
}

interface JudgeParts {
  readonly repository: MailboxesRepository
  readonly outgoing: Pick<OutgoingMails, 'sendIdOf'>
}

/**
 * Whether it lies where only the owner's own mail does, under whichever name. Gmail has all mail in
 * one folder: there it is what no server ever took.
 */
const liesAmongSent = ({ wasWrittenHere }: FoundMail, use: NamedFolder['use']): boolean =>
  use === '\\Sent' || (use === '\\All' && wasWrittenHere)

/** Tells which mails matter: those of contacts, and those about mails of ours. */
export class MailJudge {
  private readonly parts: JudgeParts
  private readonly isOwn: (address: string) => boolean

  constructor(parts: JudgeParts) {
    this.parts = parts
    this.isOwn = ownAddressesOf(parts.repository)
  }

  /** Those of the mails of a folder; `use` is what the folder is for. */
  mattering(mails: readonly FoundMail[], use: NamedFolder['use']): readonly Candidate[] {
    const addresses = new Set(
      mails.flatMap(({ from, to }) => [...to, ...(from === null ? [] : [from])]),
    )
    const owners = this.parts.repository.ownersOf([...addresses])
    const byAddress = Map.groupBy(owners, ({ address }) => address)
    const ownersOf = (some: readonly (string | null)[]): readonly AddressOwner[] =>
      some.flatMap((address) =>
        address === null || this.isOwn(address) ? [] : (byAddress.get(address) ?? []),
      )
    return mails.flatMap((found) => {
      const writers = ownersOf([found.from])
      const isOwn = found.from !== null && this.isOwn(found.from) && !found.mayUnsubscribe
      if (isOwn || (writers.length === 0 && liesAmongSent(found, use))) {
        if (this.wasSent(found, use)) return this.outgoing(found, ownersOf(found.to))
        // Who signs with the owner's name is not the contact whose mail they answer.
        if (isOwn) return []
      }
      return this.incoming(found, writers)
    })
  }

  /** What may matter of what was thrown away: whatever came; the owner's own mail was meant to go. */
  matteringOfDiscarded(mails: readonly FoundMail[]): readonly Candidate[] {
    return this.mattering(mails, null).filter(({ isOut }) => !isOut)
  }

  /**
   * Whether the owner sent it: Kith knows its own, what lies among the sent mails was sent under
   * whichever name, and a copy filed elsewhere was passed on by no server.
   */
  private wasSent(found: FoundMail, use: NamedFolder['use']): boolean {
    if (ownSendId(this.parts, found) !== null) return true
    return use !== '\\Inbox' && !found.wasDelivered
  }

  private outgoing(found: FoundMail, owners: readonly AddressOwner[]): readonly Candidate[] {
    const { messageId, sendId } = found.place
    const isKiths = sendId !== null || (messageId !== null && this.isOurs(messageId))
    if (!isKiths && owners.length === 0) return []
    return [{ found, owners, isOut: true, needsSource: owners.length > 0 }]
  }

  private incoming(found: FoundMail, owners: readonly AddressOwner[]): readonly Candidate[] {
    const matters =
      owners.length > 0 || found.mayBeBounce || found.mayUnsubscribe || this.answersOurs(found)
    return matters ? [{ found, owners, isOut: false, needsSource: true }] : []
  }

  private answersOurs({ place: { answers } }: FoundMail): boolean {
    if (answers.length === 0) return false
    return (
      answers.some((id) => this.isOurs(id)) || this.parts.repository.leftMail(answers) !== undefined
    )
  }

  private isOurs(messageId: string): boolean {
    return this.parts.outgoing.sendIdOf(messageId) !== null
  }
}

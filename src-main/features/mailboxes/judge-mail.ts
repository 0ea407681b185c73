import { normalizeEmail } from '#shared/domain/email-address.ts'
import type { FoundMail } from './found-mail.ts'
import type { AddressOwner, MailboxesRepository } from './mailboxes.repository.ts'
import type { OutgoingMails } from './outgoing-mails.ts'

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

/** Tells which mails matter: those of contacts, and those about mails of ours. */
export class MailJudge {
  private readonly parts: JudgeParts
  private readonly own: ReadonlySet<string>

  constructor(parts: JudgeParts) {
    this.parts = parts
    const own = parts.repository.ownAddresses().map(normalizeEmail)
    this.own = new Set(own.filter((address) => address !== null))
  }

  mattering(mails: readonly FoundMail[]): readonly Candidate[] {
    const addresses = new Set(
      mails.flatMap(({ from, to }) => [...to, ...(from === null ? [] : [from])]),
    )
    const owners = this.parts.repository.ownersOf([...addresses])
    const byAddress = Map.groupBy(owners, ({ address }) => address)
    const ownersOf = (some: readonly (string | null)[]): readonly AddressOwner[] =>
      some.flatMap((address) =>
        address === null || this.own.has(address) ? [] : (byAddress.get(address) ?? []),
      )
    return mails.flatMap((found) => {
      const isOut = found.from !== null && this.own.has(found.from) && !found.mayUnsubscribe
      return isOut
        ? this.outgoing(found, ownersOf(found.to))
        : this.incoming(found, ownersOf([found.from]))
    })
  }

  /** What may matter of what was thrown away: whatever came; the owner's own mail was meant to go. */
  matteringOfDiscarded(mails: readonly FoundMail[]): readonly Candidate[] {
    return this.mattering(mails).filter(({ isOut }) => !isOut)
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

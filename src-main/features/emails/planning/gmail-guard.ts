import {
  canBeBulk,
  countedDomain,
  isPersonalGmail,
  mostToGmail,
  wouldBeBulk,
} from '#main/engines/email/gmail-bulk.ts'
import type { Clock } from '#main/platform/clock.ts'
import type { EmailId } from '#shared/domain/ids.ts'
import type { Candidate } from '../sending/outbox.repository.ts'
import type {
  AddressedMail,
  GmailMailsRepository,
  SendingAccount,
} from './gmail-mails.repository.ts'

/** A mail that is to leave, and when (milliseconds UTC). */
export interface WishedMail {
  readonly candidate: Pick<Candidate, 'id' | 'toAddress' | 'accountUid' | 'accountAddress'>
  readonly at: number
}

interface GmailGuardParts {
  readonly mails: GmailMailsRepository
  readonly clock: Pick<Clock, 'now'>
}

const dayMs = 86_400_000

/** Keeps the domains of accounts from sending so much to Gmail that Google counts them as bulk. */
export class GmailGuard {
  private readonly parts: GmailGuardParts

  constructor(parts: GmailGuardParts) {
    this.parts = parts
  }

  /** Those of these mails that must not be planned so: all of a domain that go to Gmail, or none. */
  refused(wishes: readonly WishedMail[]): ReadonlySet<EmailId> {
    if (!this.canAnyBeBulk()) return new Set()
    const guarded = wishes.filter(({ candidate }) => isGuarded(candidate))
    const ids = wishes.map(({ candidate }) => candidate.id)
    const refused = new Set<EmailId>()
    // Many mails have few senders.
    const domains = new Map<string | null, string>()
    const domainFor = ({ candidate }: WishedMail): string => {
      const { accountAddress } = candidate
      const domain = domains.get(accountAddress) ?? domainOf(candidate)
      domains.set(accountAddress, domain)
      return domain
    }
    for (const own of Map.groupBy(guarded, domainFor).values()) {
      if (this.wouldBeBulk(own, ids)) for (const { candidate } of own) refused.add(candidate.id)
    }
    return refused
  }

  /** Whether the domain of a mail to Gmail has sent as much as it may in the last 24 hours. */
  isFull(mail: WishedMail['candidate']): boolean {
    if (!isGuarded(mail)) return false
    const domain = domainOf(mail)
    const accounts = this.accountsOf(domain)
    const gone = this.triedByGone(domain)
    if (!canBeBulk(accounts, gone.length)) return false
    return this.tried(accounts).length + gone.length >= mostToGmail
  }

  /** Whether any domain can send so much; where none can, no mail needs to be looked at. */
  private canAnyBeBulk(): boolean {
    const { mails, clock } = this.parts
    return canBeBulk(mails.accounts(), mails.triedByGone(clock.now() - dayMs).length)
  }

  private wouldBeBulk(own: readonly WishedMail[], except: readonly EmailId[]): boolean {
    const [first] = own
    if (first === undefined) return false
    const domain = domainOf(first.candidate)
    const accounts = this.accountsOf(domain)
    const gone = this.triedByGone(domain)
    // Only a few owners have so many accounts; nobody else's mails are counted.
    if (!canBeBulk(accounts, gone.length)) return false
    const planned = this.parts.mails.planned(uidsOf(accounts), except).filter(isToGmail)
    const wished = own.map(({ candidate, at }) => ({ accountUid: candidate.accountUid, at }))
    const past = this.tried(accounts)
    const counted = accounts.map(({ uid, perDay }) => ({
      perDay,
      past: timesOf(past, uid),
      planned: timesOf(planned, uid),
      wished: timesOf(wished, uid),
    }))
    const left = { perDay: 1, past: gone, planned: [], wished: [] }
    return wouldBeBulk([...counted, left])
  }

  /** When accounts of a domain that are deleted sent to Gmail in the last day: that counts on. */
  private triedByGone(domain: string): readonly number[] {
    const { mails, clock } = this.parts
    return mails
      .triedByGone(clock.now() - dayMs)
      .filter((mail) => isPersonalGmail(mail.address))
      .filter(({ fromDomain }) => countedDomain(fromDomain.replace(/>$/u, '')) === domain)
      .map(({ at }) => at)
  }

  private accountsOf(domain: string): readonly SendingAccount[] {
    return this.parts.mails.accounts().filter(({ address }) => countedDomain(address) === domain)
  }

  private tried(accounts: readonly SendingAccount[]): readonly AddressedMail[] {
    const { mails, clock } = this.parts
    return mails.triedSince(uidsOf(accounts), clock.now() - dayMs).filter(isToGmail)
  }
}

const timesOf = (
  mails: readonly { readonly accountUid: string | null; readonly at: number }[],
  uid: string,
): readonly number[] => mails.flatMap(({ accountUid, at }) => (accountUid === uid ? [at] : []))

const isToGmail = ({ address }: AddressedMail): boolean => isPersonalGmail(address)

const isGuarded = ({ toAddress, accountAddress }: WishedMail['candidate']): boolean =>
  toAddress !== null && accountAddress !== null && isPersonalGmail(toAddress)

const domainOf = ({ accountAddress }: WishedMail['candidate']): string =>
  countedDomain(accountAddress ?? '')

const uidsOf = (accounts: readonly SendingAccount[]): string[] => accounts.map(({ uid }) => uid)

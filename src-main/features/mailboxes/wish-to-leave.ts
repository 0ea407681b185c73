import type { Transaction } from '#main/db/executor.ts'
import { checkAddress } from '#main/engines/email/address-check.ts'
import type { Unsubscribe } from '#main/engines/email/incoming/unsubscribe.ts'
import type { ContactId } from '#shared/domain/ids.ts'
import { writerOf } from './answered-mail.ts'
import type { Candidate } from './judge-mail.ts'
import type { LeftMail, MailboxesRepository } from './mailboxes.repository.ts'
import type { OutgoingMails } from './outgoing-mails.ts'
import { ownAddressesOf } from './own-addresses.ts'

interface Parts {
  readonly repository: MailboxesRepository
  readonly outgoing: OutgoingMails
}

/** What a mail says besides its headers. */
interface Said {
  readonly asked: Unsubscribe | null
  /** The mail that it answers. */
  readonly left: LeftMail | undefined
  readonly isMachine: boolean
}

/**
 * The contacts who ask for no more mail, first the one to keep the mail with; null when nobody does,
 * and none where it is the address alone that asks: its contact may have been deleted since.
 *
 * It is whoever a token was made for, whose address wrote, and who was written to: one person may be
 * known twice.
 */
export const leaversOf = (
  parts: Parts,
  { found, owners }: Candidate,
  { asked, left, isMachine }: Said,
): readonly ContactId[] | null => {
  if (asked === null) return null
  const { repository, outgoing } = parts
  const writer = writerOf({ found, owners }, left)
  const isAnswer = found.place.answers.some((id) => outgoing.sendIdOf(id) !== null)
  // Programs use links for their owners, but a word is only a person's.
  const isWord = asked.isStopWord && !isMachine && (writer !== null || isAnswer)
  // Of a mail that left after the backup this workspace was restored from, nothing is known here.
  const named =
    repository.holderOf(asked.tokens) ??
    owners.find(({ uid }) => asked.tokens.some((token) => outgoing.isTokenOf(token, uid)))
      ?.contactId
  if (!isWord && !asked.usesLink && named === undefined) return null
  const all = [named, writer, left?.contactId]
  return [...new Set(all.flatMap((contactId) => contactId ?? []))]
}

/**
 * Who asks is written to no more, at whichever address, nor is the address that wrote. Whoever else
 * has that one may have asked; one suppression binds them all, so that lifting it frees them.
 */
export const sendNoMore = (
  { repository, outgoing }: Parts,
  tx: Transaction,
  { leavers, read }: { readonly leavers: readonly ContactId[]; readonly read: Candidate },
): void => {
  const { from, arrivedAt: saidAt } = read.found
  const isOwn = ownAddressesOf(repository)
  const wrote = from === null || isOwn(from) || !checkAddress(from).ok ? [] : [from]
  const addresses = new Set([...wrote, ...leavers.flatMap((one) => repository.addressesOf(one))])
  let contacts = [...new Set([...leavers, ...read.owners.map(({ contactId }) => contactId)])]
  for (const address of addresses) {
    outgoing.suppress(tx, { address, reason: 'unsubscribe', saidAt, contacts })
    contacts = []
  }
}

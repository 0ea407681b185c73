import { stripSubject } from '#main/engines/email/incoming/threading.ts'
import type { ContactId } from '#shared/domain/ids.ts'
import type { FoundMail } from './found-mail.ts'
import type { AddressOwner, LeftMail, MailboxesRepository } from './mailboxes.repository.ts'
import type { OutgoingMails } from './outgoing-mails.ts'

interface Parts {
  readonly repository: MailboxesRepository
  readonly outgoing: Pick<OutgoingMails, 'sendIdOf'>
}

interface Mail {
  readonly found: FoundMail
  readonly owners: readonly AddressOwner[]
}

/** The mail of the owner's that this one answers. */
export const answeredMail = (parts: Parts, { found, owners }: Mail): LeftMail | undefined => {
  const { repository, outgoing } = parts
  const { answers } = found.place
  if (answers.length === 0) return undefined
  const left = repository.leftMail(answers)
  if (left !== undefined) return left
  for (const id of answers) {
    const sendId = outgoing.sendIdOf(id)
    const sent = sendId === null ? undefined : repository.sentMail(sendId)
    if (sent === undefined) continue
    const { contactId, emailId, at } = sent
    return { contactId, emailId, sendId, at, activityId: repository.activityOf(emailId) }
  }
  const [owner] = owners
  return owner === undefined ? undefined : bySubject(repository, owner.contactId, found)
}

/** A provider may have changed our Message-ID: the subject is the same. */
const bySubject = (
  repository: MailboxesRepository,
  contactId: ContactId,
  { subject, arrivedAt }: FoundMail,
): LeftMail | undefined => {
  const wanted = stripSubject(subject)
  if (wanted === '') return undefined
  return repository
    .recentlyLeft(contactId, arrivedAt)
    .find((left) => stripSubject(left.subject) === wanted)
}

/** Whose mail it is: of the one it answers, if the address is theirs, else of the address. */
export const writerOf = ({ owners }: Mail, left: LeftMail | undefined): ContactId | null => {
  const answered = owners.find(({ contactId }) => contactId === left?.contactId)
  return (answered ?? owners[0])?.contactId ?? left?.contactId ?? null
}

/** The sending that a mail among the owner's own is the copy of; null for any other. */
export const ownSendId = ({ outgoing, repository }: Parts, { place }: FoundMail): string | null => {
  const proven = place.messageId === null ? null : outgoing.sendIdOf(place.messageId)
  if (proven !== null || place.sendId === null) return proven
  return repository.sentMail(place.sendId) === undefined ? null : place.sendId
}

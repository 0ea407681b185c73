import type { ContactId, ContactPointId } from '#shared/domain/ids.ts'
import type { MailPointsRepository } from './mail-points.repository.ts'
import { type RecipientStop, stopOfRecipient, type WhyNoMail } from './recipient.ts'

/** What a mail to an e-mail address of a contact would meet. */
export interface MailPoint {
  readonly id: ContactPointId
  /** Whether a new mail goes there, unless another address is picked. */
  readonly takesMail: boolean
  /** What keeps a mail from it, as the composer and the outbox have it. */
  readonly stop: RecipientStop | null
}

/** What mail meets at each e-mail address of a contact. */
export const readMailPoints =
  (parts: { readonly points: MailPointsRepository; readonly whyNoMail: WhyNoMail }) =>
  (contactId: ContactId): readonly MailPoint[] => {
    const { points, whyNoMail } = parts
    const first = points.firstOf(contactId)
    return points.of(contactId).map(({ id, ...to }) => ({
      id,
      takesMail: id === first,
      stop: stopOfRecipient(to, whyNoMail),
    }))
  }

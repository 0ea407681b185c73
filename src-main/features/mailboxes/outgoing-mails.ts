import type { Transaction } from '#main/db/executor.ts'
import type { BounceClass } from '#main/engines/email/incoming/bounce-class.ts'
import type {
  GoneAddress,
  SuppressionWish,
} from '#main/features/suppressions/suppressions.service.ts'
import type { ContactId, EmailId } from '#shared/domain/ids.ts'
import type { CopyFate } from './file-copy.ts'

/** What leaves the house, as far as mail that comes in concerns it. */
export interface OutgoingMails {
  /** The sending that a Message-ID proves with our signature; null when it is not ours. */
  sendIdOf(messageId: string): string | null
  /** Whether an unsubscribe token is the one of this contact. */
  isTokenOf(token: string, contactUid: string): boolean
  /**
   * The owner can know since this instant that the contact wrote: whatever waits for an answer of
   * theirs and was scheduled before becomes a draft again, with the reason.
   */
  stopForAnswer(
    tx: Transaction,
    answer: { readonly contactId: ContactId; readonly at: number },
  ): void
  /** A sending was found in a mailbox, was answered or bounced: it did leave. */
  noteLeft(tx: Transaction, sendId: string): void
  /** No copy of a doubtful sending is where the provider files one: it has probably not left. */
  noteMissing(tx: Transaction, sendId: string): void
  /** Copies of sent mails of an account that its mailbox is still to have. */
  owedCopies(
    accountUid: string,
  ): readonly { readonly emailId: EmailId; readonly bytes: Uint8Array }[]
  /** What became of a copy; it could not be filed this time. */
  noteCopy(
    tx: Transaction,
    copy: {
      readonly emailId: EmailId
      readonly accountUid: string
      readonly fate: CopyFate | 'failed'
    },
  ): void
  /** A mail of ours came back. */
  noteBounce(
    tx: Transaction,
    bounce: {
      readonly emailId: EmailId
      readonly class: BounceClass
      readonly status: string
      /** When it came (milliseconds UTC). */
      readonly at: number
    },
  ): void
  /**
   * No mail goes to the address any more, whatever is planned, nor to whom the wish binds; unless
   * the owner has lifted that since `saidAt`.
   */
  suppress(tx: Transaction, wish: SuppressionWish): void
  /** The same of an address that does not exist, which is noted of the contact as well. */
  giveUp(tx: Transaction, gone: GoneAddress): void
}

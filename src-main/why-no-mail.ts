import type { EmailReason } from '#main/features/emails/email-columns.ts'
import type { WhyNoMail } from '#main/features/emails/recipient.ts'
import type {
  SuppressionReader,
  SuppressionReason,
} from '#main/features/suppressions/suppression-reader.ts'

/** Whoever noted it, a wish is one. */
const reasonOf = (reason: SuppressionReason): EmailReason =>
  reason === 'hard-bounce' ? reason : 'unsubscribed'

/** Why a contact gets no mail at an address, as mails say it. */
export const createWhyNoMail =
  (suppressions: SuppressionReader): WhyNoMail =>
  (to) => {
    const noMail = suppressions.noMailTo(to)
    return noMail && { ...noMail, reason: reasonOf(noMail.reason) }
  }

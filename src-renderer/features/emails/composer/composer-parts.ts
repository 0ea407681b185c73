import type { ContactId, EmailId, FollowUpId } from '#shared/domain/ids.ts'
import type { Email } from '../mail-types.ts'

/** What is written, to whom, and how to tell the page about it. */
export interface ComposerParts {
  /** Null before its first words. */
  readonly email: Email | null
  readonly contact: { readonly id: ContactId; readonly name: string }
  /** The next step it is about. */
  readonly followUpId: FollowUpId | null
  readonly onCreated: (id: EmailId) => void
  /** Another mail of the batch is to carry the page on. */
  readonly onCarryOn: (id: EmailId) => void
  /** The page is to be left. */
  readonly onLeave: () => void
}

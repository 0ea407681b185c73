import { useState } from 'react'
import { attempt } from '#renderer/api/client.ts'
import { useFailureWords } from '#renderer/ui/failure-words.ts'
import { showToast } from '#renderer/ui/toast-store.ts'
import type { ContactId, EmailId } from '#shared/domain/ids.ts'
import type { Recipient } from '../mail-types.ts'
import type { ComposerParts } from './composer-parts.ts'
import type { Draft } from './use-draft.ts'
import { useBatch } from './use-recipients.ts'

/** Whom a text goes to, and whose mail is shown. */
export interface People {
  readonly recipients: readonly Recipient[]
  readonly shown: Recipient
  readonly index: number
  show(contactId: ContactId): void
  /** To the one before or after, round and round. */
  turn(step: -1 | 1): void
}

/** The recipients of a single mail or of a batch. */
export const usePeople = ({ email, contact }: ComposerParts): People => {
  const [chosen, setChosen] = useState<ContactId>(contact.id)
  const batch = useBatch(email?.batch ?? null)
  const single: Recipient = {
    emailId: email?.id ?? null,
    contactId: contact.id,
    name: contact.name,
    toAddress: email?.toAddress ?? null,
  }
  const recipients = batch.length > 0 ? batch : [single]
  const found = recipients.findIndex((one) => one.contactId === chosen)
  const index = Math.max(0, found)
  return {
    recipients,
    shown: recipients[index] ?? single,
    index,
    show: setChosen,
    turn: (step) => {
      const next = recipients[(index + step + recipients.length) % recipients.length]
      if (next !== undefined) setChosen(next.contactId)
    },
  }
}

/** Somebody more to write to, or somebody less. */
export const usePeopleActs = (
  { email, onCarryOn }: ComposerParts,
  people: People,
  draft: Draft,
): {
  readonly add: (contactId: ContactId) => Promise<void>
  readonly remove: (emailId: EmailId) => Promise<void>
} => {
  const failures = useFailureWords()
  const tell = (code: string): void => showToast({ text: () => failures(code) })
  return {
    add: async (contactId) => {
      const like = await draft.ensure()
      if (like === null) return
      const result = await attempt('emails.create', { contactId, like })
      if (result.ok) people.show(contactId)
      else tell(result.error.code)
    },
    remove: async (emailId) => {
      await draft.flush()
      const next = people.recipients.find((one) => one.emailId !== emailId)?.emailId
      if (email?.id === emailId && next) onCarryOn(next)
      const result = await attempt('emails.delete', { id: emailId })
      if (!result.ok) tell(result.error.code)
    },
  }
}

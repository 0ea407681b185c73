import { attempt } from '#renderer/api/client.ts'
import { useFailureWords } from '#renderer/ui/failure-words.ts'
import type { FieldOutcome, SaveSince } from '#renderer/ui/inline-field/use-inline-edit.ts'
import type { Input } from '#shared/contract/index.ts'
import type { ContactId } from '#shared/domain/ids.ts'
import type { BasedOn } from '#shared/domain/shared-text.ts'

/** Fields of a contact that are changed one by one. */
export type ContactPatch = Omit<Input<'contacts.update'>, 'id'>

type Answer = { ok: true } | { ok: false; error: { code: string; data?: unknown } }
type ChangedElsewhere = { code: 'changed-elsewhere'; data: { now: string | null } }

// The contract knows one kind of data for this code.
const isChangedElsewhere = (error: { code: string }): error is ChangedElsewhere =>
  error.code === 'changed-elsewhere'

/** Turns the answer of a command into what an inline field shows: nothing, or why it is not saved. */
export const useOutcome = (): ((answer: Promise<Answer>) => Promise<FieldOutcome | undefined>) => {
  const words = useFailureWords()
  return async (answer) => {
    const result = await answer
    if (result.ok) return undefined
    const { error } = result
    return isChangedElsewhere(error) ? { elsewhere: error.data } : { error: words(error.code) }
  }
}

/** Saves single facts of a contact. */
export const useSaveContact = (
  id: ContactId,
): ((patch: ContactPatch) => Promise<FieldOutcome | undefined>) => {
  const outcome = useOutcome()
  return (patch) => outcome(attempt('contacts.update', { id, ...patch }))
}

/** What a text was, as the contract takes it. */
export const basedOnOf = ({ before, isLeaving }: SaveSince): BasedOn => ({
  text: before,
  otherwise: isLeaving ? 'keep-both' : 'ask',
})

import { attempt } from '#renderer/api/client.ts'
import { useFailureWords } from '#renderer/ui/failure-words.ts'
import type { FieldOutcome, SaveSince } from '#renderer/ui/inline-field/use-inline-edit.ts'
import type { Input } from '#shared/contract/index.ts'
import type { ContactId } from '#shared/domain/ids.ts'
import type { BasedOn } from '#shared/domain/shared-text.ts'

/** Fields of a contact that are changed one by one. */
export type ContactPatch = Omit<Input<'contacts.update'>, 'id'>

type Answer = { ok: true } | { ok: false; error: { code: string } }

/** Turns the answer of a command into what an inline field shows: nothing, or a sentence. */
export const useOutcome = (): ((answer: Promise<Answer>) => Promise<FieldOutcome | undefined>) => {
  const words = useFailureWords()
  return async (answer) => {
    const result = await answer
    return result.ok ? undefined : { error: words(result.error.code) }
  }
}

/** Saves single facts of a contact. */
export const useSaveContact = (
  id: ContactId,
): ((patch: ContactPatch) => Promise<FieldOutcome | undefined>) => {
  const outcome = useOutcome()
  return async (patch) => {
    const answer = await attempt('contacts.update', { id, ...patch })
    if (!answer.ok && answer.error.code === 'changed-elsewhere') {
      return { elsewhere: answer.error.data }
    }
    return outcome(Promise.resolve(answer))
  }
}

/** What a text was, as the contract takes it. */
export const basedOnOf = ({ before, isLeaving }: SaveSince): BasedOn => ({
  text: before,
  otherwise: isLeaving ? 'keep-both' : 'ask',
})

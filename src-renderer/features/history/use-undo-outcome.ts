import { useTranslation } from 'react-i18next'
import type { WireFailure } from '#renderer/api/api-error.ts'
import { useUndoEnd } from '#renderer/api/undo-end.ts'
import { useFailureWords } from '#renderer/ui/failure-words.ts'
import { showToast } from '#renderer/ui/toast-store.ts'
import type { ProcedureFailure } from '#shared/contract/index.ts'
import type { Result } from '#shared/domain/result.ts'
import type { Conflict } from './change-words.ts'

type Failures = ProcedureFailure<'history.undo'> | WireFailure
type Answer = Result<{ readonly jobId: number | null }, Failures>

/** What to do with the answer to an undo. */
export interface UndoReactions {
  readonly onDone: () => void
  readonly onConflicts: (conflicts: readonly Conflict[]) => void
  /** Asked again it answers with the places to decide about. */
  readonly again: () => Promise<void>
}

/** Follows an undo to its end, and says why it could not be. */
export const useUndoOutcome = () => {
  const { t } = useTranslation('history')
  const failureWords = useFailureWords()
  const endOf = useUndoEnd()

  const follow = async (jobId: number, { onDone, again }: UndoReactions): Promise<void> => {
    showToast({ text: () => t('toast.working') })
    const end = await endOf(jobId)
    if (end === 'done') return onDone()
    if (end === 'failed') return showToast({ text: () => failureWords('bug') })
    if (end === 'cancelled') return
    showToast({ text: () => t('toast.changedMeanwhile') })
    return again()
  }
  return async (answer: Answer, reactions: UndoReactions): Promise<void> => {
    if (answer.ok) {
      const { jobId } = answer.value
      return jobId === null ? reactions.onDone() : follow(jobId, reactions)
    }
    switch (answer.error.code) {
      case 'conflicts':
        return reactions.onConflicts(answer.error.data.conflicts)
      case 'already-undone':
        return showToast({ text: () => t('toast.alreadyUndone') })
      case 'not-undoable':
        return showToast({ text: () => t('toast.notUndoable') })
      default:
        return showToast({ text: () => failureWords(answer.error.code) })
    }
  }
}

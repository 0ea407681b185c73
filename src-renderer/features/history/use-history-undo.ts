import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { attempt } from '#renderer/api/client.ts'
import { useUndoEnd } from '#renderer/api/undo-end.ts'
import { useFailureWords } from '#renderer/ui/failure-words.ts'
import { showToast } from '#renderer/ui/toast-store.ts'
import type { Conflict } from './change-words.ts'
import type { Operation } from './group-by-day.ts'

/** Conflicts an undo has met and the owner has to decide. */
export interface OpenConflicts {
  readonly operation: Operation
  readonly conflicts: readonly Conflict[]
}

/** Undo and redo of single operations, with the question about conflicts. */
export const useHistoryUndo = (words: (operation: Operation) => string) => {
  const { t } = useTranslation('history')
  const failureWords = useFailureWords()
  const endOf = useUndoEnd()
  const [asking, setAsking] = useState<OpenConflicts | null>(null)

  const run = async (
    operation: Operation,
    decision?: { readonly takeBack: readonly string[] },
  ): Promise<void> => {
    const isRedo = operation.state === 'undone' && operation.undoneBy !== null
    const id = isRedo && operation.undoneBy !== null ? operation.undoneBy : operation.id
    const result = await attempt('history.undo', {
      id,
      ...(decision === undefined ? {} : { decided: true, takeBack: [...decision.takeBack] }),
    })
    if (result.ok) {
      setAsking(null)
      const text = (): string => {
        const what = words(operation)
        return isRedo ? t('toast.redone', { what }) : t('toast.undone', { what })
      }
      const { jobId } = result.value
      if (jobId === null) return showToast({ text })
      showToast({ text: () => t('toast.working') })
      const end = await endOf(jobId)
      if (end === 'done') return showToast({ text })
      if (end === 'failed') return showToast({ text: () => failureWords('bug') })
      if (end === 'cancelled') return
      showToast({ text: () => t('toast.changedMeanwhile') })
      // Asked again it answers with the places to decide about.
      return run(operation)
    }
    switch (result.error.code) {
      case 'conflicts':
        return setAsking({ operation, conflicts: result.error.data.conflicts })
      case 'already-undone':
        return showToast({ text: () => t('toast.alreadyUndone') })
      case 'not-undoable':
        return showToast({ text: () => t('toast.notUndoable') })
      default:
        return showToast({ text: () => failureWords(result.error.code) })
    }
  }
  return { run, asking, dismiss: () => setAsking(null) }
}

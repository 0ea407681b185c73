import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { attempt } from '#renderer/api/client.ts'
import { showToast } from '#renderer/ui/toast-store.ts'
import type { Conflict } from './change-words.ts'
import type { Operation } from './group-by-day.ts'
import { useUndoOutcome } from './use-undo-outcome.ts'

/** Conflicts an undo has met and the owner has to decide. */
export interface OpenConflicts {
  readonly operation: Operation
  readonly conflicts: readonly Conflict[]
}

/** Undo and redo of single operations, with the question about conflicts. */
export const useHistoryUndo = (words: (operation: Operation) => string) => {
  const { t } = useTranslation('history')
  const react = useUndoOutcome()
  const [asking, setAsking] = useState<OpenConflicts | null>(null)

  const run = async (
    operation: Operation,
    decision?: { readonly takeBack: readonly string[] },
  ): Promise<void> => {
    const isRedo = operation.state === 'undone' && operation.undoneBy !== null
    const id = isRedo && operation.undoneBy !== null ? operation.undoneBy : operation.id
    const answer = await attempt('history.undo', {
      id,
      ...(decision === undefined ? {} : { decided: true, takeBack: [...decision.takeBack] }),
    })
    if (answer.ok) setAsking(null)
    return react(answer, {
      onDone: () =>
        showToast({
          text: () => {
            const what = words(operation)
            return isRedo ? t('toast.redone', { what }) : t('toast.undone', { what })
          },
        }),
      onConflicts: (conflicts) => setAsking({ operation, conflicts }),
      again: () => run(operation),
    })
  }
  return { run, asking, dismiss: () => setAsking(null) }
}

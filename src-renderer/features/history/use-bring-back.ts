import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { attempt } from '#renderer/api/client.ts'
import { showToast } from '#renderer/ui/toast-store.ts'
import { useUndoToast } from '#renderer/ui/use-undo-toast.ts'
import type { Input } from '#shared/contract/index.ts'
import type { OperationId } from '#shared/domain/ids.ts'
import type { Conflict } from './change-words.ts'
import { useUndoOutcome } from './use-undo-outcome.ts'

/** Whom of a deletion, and how many they are. */
export interface Chosen {
  readonly selection: Input<'history.bringBack'>['selection']
  readonly count: number
}

/** Brings back some of a deletion, with the question about conflicts. */
export const useBringBack = (id: OperationId, onBegun: () => void) => {
  const { t } = useTranslation('history')
  const react = useUndoOutcome()
  const undoToast = useUndoToast()
  const [asking, setAsking] = useState<{
    readonly chosen: Chosen
    readonly conflicts: readonly Conflict[]
  } | null>(null)

  const run = async (
    chosen: Chosen,
    decision?: { readonly takeBack: readonly string[] },
  ): Promise<void> => {
    const answer = await attempt('history.bringBack', {
      id,
      selection: chosen.selection,
      ...(decision === undefined ? {} : { decided: true, takeBack: [...decision.takeBack] }),
    })
    // Who was back already is left out; a job has not counted yet.
    const count = answer.ok && answer.value.jobId === null ? answer.value.changed : chosen.count
    if (answer.ok) {
      setAsking(null)
      onBegun()
    }
    return react(answer, {
      onDone: () =>
        count === 0
          ? showToast({ text: () => t('toast.alreadyUndone') })
          : undoToast(() => t('toast.broughtBack', { count })),
      onConflicts: (conflicts) => setAsking({ chosen, conflicts }),
      again: () => run(chosen),
    })
  }
  return { run, asking, dismiss: () => setAsking(null) }
}

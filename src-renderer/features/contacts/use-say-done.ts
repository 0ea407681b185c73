import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { attempt } from '#renderer/api/client.ts'
import { useFailureWords } from '#renderer/ui/failure-words.ts'
import { showToast, type ToastWords } from '#renderer/ui/toast-store.ts'
import { useUndoToast } from '#renderer/ui/use-undo-toast.ts'
import type { OperationId } from '#shared/domain/ids.ts'

/** Says what was done, with Undo of exactly that; and what failed, in words. */
export interface SayDone {
  done(text: ToastWords, operationId: OperationId | null): void
  failed(code: string): void
  /** Says something that cannot be undone. */
  told(text: ToastWords): void
}

/** Toasts for acts on contacts. */
export const useSayDone = (): SayDone => {
  const { t } = useTranslation('contacts')
  const navigate = useNavigate()
  const undoToast = useUndoToast()
  const words = useFailureWords()

  const undo = async (id: OperationId): Promise<void> => {
    const result = await attempt('history.undo', { id })
    if (result.ok) return
    if (result.error.code === 'conflicts') {
      await navigate({ to: '/history', search: { operation: id } })
    } else if (result.error.code !== 'already-undone') {
      showToast({ text: () => words(result.error.code) })
    }
  }
  return {
    done: (text, operationId) => {
      if (operationId === null) showToast({ text: () => t('toast.nothingChanged') })
      else undoToast(text, () => void undo(operationId))
    },
    failed: (code) => showToast({ text: () => words(code) }),
    told: (text) => showToast({ text }),
  }
}

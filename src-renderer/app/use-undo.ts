import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { attempt } from '#renderer/api/client.ts'
import { useOperationWords } from '#renderer/api/operation-words.ts'
import { useFailureWords } from '#renderer/ui/failure-words.ts'
import { showToast } from '#renderer/ui/toast-store.ts'
import type { Output } from '#shared/contract/index.ts'

type Undone = Output<'history.undoLast'>

/** Ctrl+Z and Shift+Ctrl+Z: the last act of this window, with a toast that names it. */
export const useUndo = (): { undo: () => void; redo: () => void } => {
  const { t } = useTranslation(['app', 'common'])
  const navigate = useNavigate()
  const words = useFailureWords()
  const describe = useOperationWords()

  const showConflicts = (operation: number): void =>
    showToast({
      text: t('undo.conflicts'),
      action: {
        label: t('undo.openHistory'),
        onAct: () => void navigate({ to: '/history', search: { operation } }),
      },
    })
  const undo = async (): Promise<void> => {
    const result = await attempt('history.undoLast', {})
    if (result.ok) {
      showToast({
        text: sayUndone(result.value, 'undo.undone'),
        action: { label: t('common:redo'), keys: 'Mod+Shift+Z', onAct: () => void redo() },
      })
    } else if (result.error.code === 'nothing-to-undo') showToast({ text: t('undo.nothingToUndo') })
    else if (result.error.code === 'conflicts') showConflicts(result.error.data.id)
    else showToast({ text: words(result.error.code) })
  }
  const redo = async (): Promise<void> => {
    const result = await attempt('history.redoLast', {})
    if (result.ok) {
      showToast({
        text: sayUndone(result.value, 'undo.redone'),
        action: { label: t('common:undo'), keys: 'Mod+Z', onAct: () => void undo() },
      })
    } else if (result.error.code === 'nothing-to-redo') showToast({ text: t('undo.nothingToRedo') })
    else if (result.error.code === 'conflicts') showConflicts(result.error.data.id)
    else showToast({ text: words(result.error.code) })
  }
  // A redo undoes an undo; named is the act at the root of both.
  const sayUndone = ({ undid, jobId }: Undone, key: 'undo.undone' | 'undo.redone'): string =>
    jobId === null
      ? t(key, { what: describe({ ...undid, ...undid.of, undoes: null }) })
      : t('undo.job')
  return { undo: () => void undo(), redo: () => void redo() }
}

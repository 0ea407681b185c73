import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { attempt } from '#renderer/api/client.ts'
import { useOperationWords } from '#renderer/api/operation-words.ts'
import { useUndoEnd } from '#renderer/api/undo-end.ts'
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
  const endOf = useUndoEnd()

  const showConflicts = (operation: number): void =>
    showToast({
      text: () => t('undo.conflicts'),
      action: {
        label: () => t('undo.openHistory'),
        onAct: () => void navigate({ to: '/history', search: { operation } }),
      },
    })
  const undo = async (): Promise<void> => {
    const result = await attempt('history.undoLast', {})
    if (result.ok) void say(result.value, 'undo.undone')
    else if (result.error.code === 'nothing-to-undo')
      showToast({ text: () => t('undo.nothingToUndo') })
    else if (result.error.code === 'conflicts') showConflicts(result.error.data.id)
    else showToast({ text: () => words(result.error.code) })
  }
  const redo = async (): Promise<void> => {
    const result = await attempt('history.redoLast', {})
    if (result.ok) void say(result.value, 'undo.redone')
    else if (result.error.code === 'nothing-to-redo')
      showToast({ text: () => t('undo.nothingToRedo') })
    else if (result.error.code === 'conflicts') showConflicts(result.error.data.id)
    else showToast({ text: () => words(result.error.code) })
  }
  const ways = {
    'undo.undone': { label: () => t('common:redo'), keys: 'Mod+Shift+Z', onAct: () => void redo() },
    'undo.redone': { label: () => t('common:undo'), keys: 'Mod+Z', onAct: () => void undo() },
  } as const
  const say = async ({ undid, jobId }: Undone, key: keyof typeof ways): Promise<void> => {
    // A redo undoes an undo; named is the act at the root of both.
    const text = (): string => t(key, { what: describe({ ...undid, ...undid.of, undoes: null }) })
    if (jobId === null) return showToast({ text, action: ways[key] })
    showToast({ text: () => t('undo.job') })
    switch (await endOf(jobId)) {
      case 'done':
        return showToast({ text, action: ways[key] })
      case 'conflicts':
        return showConflicts(undid.id)
      case 'failed':
        return showToast({ text: () => words('bug') })
      case 'cancelled':
    }
  }
  return { undo: () => void undo(), redo: () => void redo() }
}

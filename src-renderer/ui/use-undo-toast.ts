import { useTranslation } from 'react-i18next'
import { runCommand } from './commands/command-store.ts'
import { showToast, type ToastWords } from './toast-store.ts'

/**
 * Shows what has just been done, with Undo.
 *
 * Undo takes back the last act of this window; pass `onUndo` to take back a certain operation,
 * and `staysMs` for what can be taken back longer than a toast usually stays.
 */
export const useUndoToast = (): ((
  text: ToastWords,
  onUndo?: () => void,
  staysMs?: number,
) => void) => {
  const { t } = useTranslation('common')
  return (text, onUndo, staysMs) =>
    showToast({
      text,
      ...(staysMs === undefined ? {} : { staysMs }),
      action: {
        label: () => t('undo'),
        keys: 'Mod+Z',
        onAct: onUndo ?? (() => void runCommand('history.undo')),
      },
    })
}

import { Button } from '@mantine/core'
import { useBlocker } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '#renderer/ui/dialog.tsx'
import type { SaveState } from './text-saver.ts'

interface Guarded {
  readonly save: SaveState
  /** Why it could not be saved, in words; null while nothing failed. */
  readonly problem: string | null
  flush(): Promise<boolean>
  /** Forgets what could not be saved. */
  drop(): void
}

/** What asks before a text is left that could not be saved. */
export interface LeaveGuard {
  /** Saves, and asks where that fails; answers whether the text may be left. */
  readonly mayLeave: () => Promise<boolean>
  readonly dialog: ReactNode
}

/** Asks before the page of a text is left that could not be saved. */
export const useLeaveGuard = ({ save, problem, flush, drop }: Guarded): LeaveGuard => {
  const { t } = useTranslation('emails')
  const [answer, setAnswer] = useState<((isLeaving: boolean) => void) | null>(null)
  const ask = async (): Promise<boolean> => {
    const { promise, resolve } = Promise.withResolvers<boolean>()
    setAnswer(() => resolve)
    const isLeaving = await promise
    setAnswer(null)
    if (isLeaving) drop()
    return isLeaving
  }
  const mayLeave = async (): Promise<boolean> => (await flush()) || ask()
  useBlocker({
    disabled: save.state === 'idle' || save.state === 'saved',
    enableBeforeUnload: false,
    shouldBlockFn: async ({ current, next }) =>
      current.pathname !== next.pathname && !(await mayLeave()),
  })
  return {
    mayLeave,
    dialog: (
      <Dialog
        title={t('unsaved.title')}
        isOpen={answer !== null}
        onClose={() => answer?.(false)}
        size={440}
        acts={
          <>
            <Button variant="default" onClick={() => answer?.(true)}>
              {t('unsaved.leave')}
            </Button>
            <Button data-autofocus onClick={() => answer?.(false)}>
              {t('unsaved.stay')}
            </Button>
          </>
        }
      >
        <p>{problem}</p>
        <p>{t('unsaved.text')}</p>
      </Dialog>
    ),
  }
}

import { Modal } from '@mantine/core'
import { type ReactNode, useLayoutEffect } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './dialog.module.css'
import { menuOpener } from './menu-opener.ts'

/**
 * Gives the focus back to where it was before the dialog opened. Mantine does so only for a dialog
 * that stays when it is shut; most of ours are gone at once.
 */
const useFocusReturn = (isOpen: boolean): void => {
  useLayoutEffect(() => {
    if (!isOpen) return
    // A line of a menu is gone by then; its button stays.
    const before = menuOpener(document.activeElement) ?? document.activeElement
    return () => {
      const now = document.activeElement
      const isFree = now === null || now === document.body || now.closest('[role=dialog]') !== null
      // Whoever shut it may have put the focus elsewhere, or taken away what had it.
      if (isFree && before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [isOpen])
}

/** A dialog in the house look: Esc closes it and the focus returns. */
export const Dialog = ({
  title,
  isOpen,
  onClose,
  size = 520,
  acts,
  children,
}: {
  title: string
  isOpen: boolean
  onClose: () => void
  /** Width in px. */
  size?: number
  /** Buttons at the bottom right. */
  acts?: ReactNode
  children: ReactNode
}) => {
  const { t } = useTranslation('common')
  useFocusReturn(isOpen)
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={title}
      size={size}
      yOffset="var(--kith-dialog-top)"
      closeButtonProps={{ 'aria-label': t('close') }}
      classNames={{
        // The names exist in the style sheet beside this file.
        title: classes.title ?? '',
        header: classes.header ?? '',
        body: classes.body ?? '',
      }}
    >
      {children}
      {acts !== undefined && <div className={classes.acts}>{acts}</div>}
    </Modal>
  )
}

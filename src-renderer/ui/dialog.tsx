import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './dialog.module.css'

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

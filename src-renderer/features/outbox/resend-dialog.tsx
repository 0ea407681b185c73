import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { MailLine } from '#renderer/api/mail-words.ts'
import { Dialog } from '#renderer/ui/dialog.tsx'

/** Asks before a mail that may have arrived is sent again: nothing can take that back. */
export const ResendDialog = ({
  lines,
  onResend,
  onClose,
}: {
  /** Closed while there is none. */
  lines: readonly MailLine[]
  onResend: () => void
  onClose: () => void
}) => {
  const { t } = useTranslation('outbox')
  const count = lines.length
  return (
    <Dialog
      title={t('resend.title')}
      isOpen={count > 0}
      onClose={onClose}
      acts={
        <>
          <Button variant="default" data-autofocus onClick={onClose}>
            {t('resend.keep')}
          </Button>
          <Button onClick={onResend}>{t('resend.act', { count })}</Button>
        </>
      }
    >
      {t('resend.text', { count, name: lines[0]?.contact.name ?? '' })}
    </Dialog>
  )
}

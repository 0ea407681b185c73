import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Dialog } from '#renderer/ui/dialog.tsx'
import type { Recipient } from '../mail-types.ts'
import { useCheckWords } from './check-words.ts'
import type { Send } from './use-send.ts'

/** Asks before a mail goes by another program to somebody who is to get none. */
export const AnywayDialog = ({
  asking,
  to,
}: {
  asking: NonNullable<Send['asking']>
  to: Recipient
}) => {
  const { t } = useTranslation(['emails', 'common'])
  const words = useCheckWords()
  const { check, answer } = asking
  return (
    <Dialog
      title={t('other.unwanted')}
      isOpen
      onClose={() => answer(false)}
      acts={
        <>
          <Button variant="default" data-autofocus onClick={() => answer(false)}>
            {t('common:cancel')}
          </Button>
          <Button onClick={() => answer(true)}>{t('other.anyway')}</Button>
        </>
      }
    >
      {words.full({ ...check, who: [to] }, 1)}
    </Dialog>
  )
}

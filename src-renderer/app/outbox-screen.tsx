import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PersonPicker } from '#renderer/features/emails/person-picker.tsx'
import { OutboxPage } from '#renderer/features/outbox/outbox-page.tsx'
import { Dialog } from '#renderer/ui/dialog.tsx'

/** The outbox with the composer's question whom to write to. */
export const OutboxScreen = () => {
  const { t } = useTranslation('outbox')
  const navigate = useNavigate()
  const [isAsking, setAsking] = useState(false)
  const close = (): void => setAsking(false)
  return (
    <>
      <OutboxPage onWrite={() => setAsking(true)} />
      <Dialog title={t('writeTo')} isOpen={isAsking} onClose={close} size={420}>
        <PersonPicker
          taken={[]}
          onPick={(contact) => {
            close()
            void navigate({ to: '/outbox/write', search: { contact } })
          }}
          onClose={close}
        />
      </Dialog>
    </>
  )
}

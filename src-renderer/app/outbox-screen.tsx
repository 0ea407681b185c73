import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PersonPicker } from '#renderer/features/emails/composer/person-picker.tsx'
import { AtDialog } from '#renderer/features/emails/when/when-dialog.tsx'
import { wallOf } from '#renderer/features/emails/when/when-words.ts'
import { AnswersPage } from '#renderer/features/outbox/answers-page.tsx'
import { OutboxPage, type TimeQuestion } from '#renderer/features/outbox/outbox-page.tsx'
import { Suggestions } from '#renderer/features/suggestions/suggestions.tsx'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { useFormats } from '#renderer/ui/format.ts'

const AnotherTime = ({ dueAt, ...question }: TimeQuestion) => {
  const formats = useFormats()
  return <AtDialog {...question} before={dueAt === null ? null : wallOf(dueAt, formats)} />
}

/** The outbox with the composer's question whom to write to. */
export const OutboxScreen = () => {
  const { t } = useTranslation('outbox')
  const navigate = useNavigate()
  const { view = 'outbox' } = useSearch({ from: '/outbox' })
  const [isAsking, setAsking] = useState(false)
  const close = (): void => setAsking(false)
  return (
    <>
      {view === 'answers' ? (
        <AnswersPage onWrite={() => setAsking(true)} />
      ) : (
        <OutboxPage
          view={view}
          onWrite={() => setAsking(true)}
          askTime={(question) => <AnotherTime {...question} />}
          strangers={<Suggestions />}
        />
      )}
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

import { Button } from '@mantine/core'
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { BarePage } from '#renderer/ui/page.tsx'
import { SkeletonRows } from '#renderer/ui/skeleton.tsx'
import type { ContactId, EmailId, FollowUpId } from '#shared/domain/ids.ts'
import { Composer } from './composer.tsx'

const Gone = () => {
  const { t } = useTranslation('emails')
  const navigate = useNavigate()
  return (
    <BarePage>
      <EmptyState
        isPage
        title={t('gone.title')}
        text={t('gone.text')}
        acts={
          <Button size="lg" onClick={() => void navigate({ to: '/history' })}>
            {t('gone.openHistory')}
          </Button>
        }
      />
    </BarePage>
  )
}

/** The page on which a mail is written: a draft, or a new one to somebody. */
export const ComposePage = () => {
  const search = useSearch({ from: '/outbox/write' })
  const navigate = useNavigate()
  const router = useRouter()
  // A draft that came into being here goes on in the same editors.
  const [own, setOwn] = useState<number | null>(null)
  const { email: emailId = 0, contact: contactId = 0, step = null } = search
  // The address holds any number; the host answers not-found for what is no id.
  const draft = useApiQuery('emails.get', { id: emailId as EmailId }, { enabled: emailId > 0 })
  const person = useApiQuery(
    'contacts.get',
    // As above.
    { id: contactId as ContactId },
    { enabled: contactId > 0 && (emailId === 0 || emailId === own) },
  )
  const email = draft.data?.email ?? null
  const isOwn = emailId === own || emailId === 0
  const contact = isOwn
    ? person.data && { id: person.data.id, name: person.data.displayName }
    : (email?.contact ?? undefined)
  const leave = (): void => {
    if (router.history.canGoBack()) router.history.back()
    else void navigate({ to: '/today' })
  }
  if (draft.isError || person.isError || (emailId === 0 && contactId === 0)) return <Gone />
  if (contact === undefined || (!isOwn && email === null)) {
    return (
      <BarePage>
        <SkeletonRows rows={6} height={44} />
      </BarePage>
    )
  }
  return (
    <Composer
      key={isOwn ? `to-${contactId}-${step}` : `draft-${emailId}`}
      email={email}
      contact={contact}
      // From the address, as above.
      followUpId={step as FollowUpId | null}
      onCreated={(id) => {
        setOwn(id)
        void navigate({ to: '/outbox/write', search: { ...search, email: id }, replace: true })
      }}
      onCarryOn={(id) =>
        void navigate({ to: '/outbox/write', search: { email: id }, replace: true })
      }
      onLeave={leave}
    />
  )
}

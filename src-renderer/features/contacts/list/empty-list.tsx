import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { BringOrAdd } from '#renderer/ui/bring-or-add.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'

/** Nobody here yet: bring a file, or add one person. */
export const EmptyList = ({ onNew }: { onNew: () => void }) => {
  const { t } = useTranslation('contacts')
  const navigate = useNavigate()
  return (
    <EmptyState
      title={t('empty.title')}
      text={t('empty.text')}
      acts={<BringOrAdd onBring={() => void navigate({ to: '/imports' })} onAdd={onNew} />}
      note={t('empty.drop')}
    />
  )
}

import { Button } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { CommandKeyCap } from '#renderer/ui/key-cap.tsx'

/** Nobody here yet: bring a file, or add one person. */
export const EmptyList = ({ onNew }: { onNew: () => void }) => {
  const { t } = useTranslation('contacts')
  const navigate = useNavigate()
  return (
    <EmptyState
      title={t('empty.title')}
      text={t('empty.text')}
      acts={
        <>
          <Button
            size="lg"
            leftSection={<IconFileImport size={16} stroke={1.6} aria-hidden="true" />}
            onClick={() => void navigate({ to: '/imports' })}
          >
            {t('empty.import')}
          </Button>
          <Button
            size="lg"
            variant="default"
            rightSection={<CommandKeyCap command="contacts.new" />}
            onClick={onNew}
          >
            {t('empty.add')}
          </Button>
        </>
      }
      note={t('empty.drop')}
    />
  )
}

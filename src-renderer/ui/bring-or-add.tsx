import { Button } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { CommandKeyCap } from './key-cap.tsx'

/** The two ways to begin where nobody is yet: bring a file, or add one person. */
export const BringOrAdd = ({ onBring, onAdd }: { onBring: () => void; onAdd: () => void }) => {
  const { t } = useTranslation('common')
  return (
    <>
      <Button
        size="lg"
        leftSection={<IconFileImport size={16} stroke={1.6} aria-hidden="true" />}
        onClick={onBring}
      >
        {t('bringFile')}
      </Button>
      <Button
        size="lg"
        variant="default"
        rightSection={<CommandKeyCap command="contacts.new" />}
        onClick={onAdd}
      >
        {t('addPerson')}
      </Button>
    </>
  )
}

import { Button } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { MailLine } from '#renderer/api/mail-words.ts'
import { FloatingBar } from '#renderer/ui/floating-bar.tsx'
import { IconButton } from '#renderer/ui/icon-button.tsx'
import { commonActs, type MailAct } from './mail-acts.ts'

/** What can be done with all marked mails; floats above the hint bar. */
export const BulkBar = ({
  lines,
  count,
  onAct,
  onClear,
}: {
  lines: readonly MailLine[]
  /** How many mails they stand for. */
  count: number
  onAct: (act: MailAct) => void
  onClear: () => void
}) => {
  const { t } = useTranslation('outbox')
  const acts = commonActs(lines)
  return (
    <FloatingBar label={t('bulk.label')} said={t('bulk.selected', { count })} overHints>
      {acts.length === 0 && <span className="kith-quiet">{t('toast.nothing')}</span>}
      {acts.map((act) => (
        <Button key={act} variant="subtle" onClick={() => onAct(act)}>
          {t(`act.${act}`, { name: '' })}
        </Button>
      ))}
      <IconButton icon={IconX} label={t('bulk.clear')} onClick={onClear} />
    </FloatingBar>
  )
}

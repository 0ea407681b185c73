import { IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './chip.module.css'

/** What a chip means; each tone comes with a word, never alone. */
export type ChipTone = 'plain' | 'accent' | 'late' | 'warning' | 'good' | 'outline'

/** A short word in a soft box: a status beside a name. */
export const StatusChip = ({
  tone = 'plain',
  children,
}: {
  tone?: ChipTone
  children: ReactNode
}) => (
  <span className={classes.chip} data-tone={tone}>
    {children}
  </span>
)

/** The lifecycle stage of a contact. */
export const StageChip = ({ stage }: { stage: 'attract' | 'convert' | 'retain' | 'grow' }) => {
  const { t } = useTranslation('common')
  return <StatusChip tone="accent">{t(`stages.${stage}`)}</StatusChip>
}

/** A tag; with `onRemove` it carries a small cross. */
export const TagChip = ({ name, onRemove }: { name: string; onRemove?: () => void }) => {
  const { t } = useTranslation('common')
  return (
    <span className={classes.chip} title={name}>
      {name}
      {onRemove !== undefined && (
        <button
          type="button"
          className={classes.remove}
          aria-label={`${t('remove')} ${name}`}
          onClick={onRemove}
        >
          <IconX size={12} stroke={1.6} aria-hidden="true" />
        </button>
      )}
    </span>
  )
}

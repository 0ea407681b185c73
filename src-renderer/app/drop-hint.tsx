import { IconFileImport, IconPaperclip } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useDropTakerStore } from '#renderer/ui/dropped-file.ts'
import classes from './drop-hint.module.css'

/** Says, while a file is held over the window, that it may be let go anywhere. */
export const DropHint = ({ isOver }: { isOver: boolean }) => {
  const { t } = useTranslation('imports')
  const taker = useDropTakerStore((state) => state.taker)
  const Icon = taker === null ? IconFileImport : IconPaperclip
  return (
    <div className={classes.place} role="status">
      {isOver && (
        <div className={classes.hint}>
          <Icon size={20} stroke={1.6} aria-hidden="true" />
          {taker?.hint ?? t('dropHere')}
        </div>
      )}
    </div>
  )
}

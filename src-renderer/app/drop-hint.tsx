import { IconFileImport } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import classes from './drop-hint.module.css'

/** Says, while a file is held over the window, that it may be let go anywhere. */
export const DropHint = ({ isOver }: { isOver: boolean }) => {
  const { t } = useTranslation('imports')
  return (
    <div className={classes.place} role="status">
      {isOver && (
        <div className={classes.hint}>
          <IconFileImport size={20} stroke={1.6} aria-hidden="true" />
          {t('dropHere')}
        </div>
      )}
    </div>
  )
}

import { IconAlertCircle, IconArrowRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { useFormats } from '#renderer/ui/format.ts'
import { SkeletonRows } from '#renderer/ui/skeleton.tsx'
import { byContact, changeRows, decisionsOf, shownChanges } from './change-words.ts'
import type { Operation } from './group-by-day.ts'
import classes from './history.module.css'
import { historyNamespaces } from './value-words.ts'

/** What an operation changed, field by field, and what its undo would meet. */
export const OperationDetails = ({
  operation,
  hidesConflicts,
}: {
  operation: Operation
  /** True while the question about them is open below. */
  hidesConflicts: boolean
}) => {
  const { t } = useTranslation(historyNamespaces)
  const formats = useFormats()
  const details = useApiQuery('history.get', { id: operation.id })
  if (details.data === undefined) return <SkeletonRows rows={2} height={24} withDot={false} />
  const { changes, moreChanges, conflicts } = details.data
  const rows = byContact(changeRows(shownChanges(changes), t, formats))
  return (
    <>
      {rows.length === 0 && <p className="kith-quiet">{t('changes.none')}</p>}
      {rows.map((row, index) => (
        <div key={row.key}>
          {operation.contactCount > 1 && row.who !== null && row.who !== rows[index - 1]?.who && (
            <div className={`kith-quiet ${classes.who}`}>{row.who}</div>
          )}
          <div className={classes.change}>
            <span className="kith-quiet">{row.label}</span>
            {row.action === 'insert' ? (
              <span className={classes.after} style={{ gridColumn: '2 / 5' }}>
                {row.after}
              </span>
            ) : (
              <>
                <span className={classes.before}>{row.before}</span>
                <IconArrowRight
                  className={classes.arrow}
                  size={14}
                  stroke={1.6}
                  aria-hidden="true"
                />
                <span className={classes.after}>{row.after}</span>
              </>
            )}
          </div>
        </div>
      ))}
      {moreChanges > 0 && <p className="kith-quiet">{t('changes.more', { count: moreChanges })}</p>}
      {conflicts.length > 0 && !hidesConflicts && (
        <div className={classes.ask}>
          <IconAlertCircle size={16} stroke={1.6} aria-hidden="true" />
          {t('conflict.willAsk', { count: decisionsOf(conflicts).length })}
        </div>
      )}
    </>
  )
}

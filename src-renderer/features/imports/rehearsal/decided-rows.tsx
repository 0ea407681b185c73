import { useTranslation } from 'react-i18next'
import { useFormats } from '#renderer/ui/format.ts'
import { TextButton } from '#renderer/ui/text-button.tsx'
import type { JobId } from '#shared/domain/ids.ts'
import { revise } from '../import-jobs.ts'
import classes from './duplicates.module.css'
import { useGroupRows } from './use-group-rows.ts'

/** What was decided about possible duplicates; each can be taken back. */
export const DecidedRows = ({ planId, round }: { planId: JobId; round: number }) => {
  const { t } = useTranslation('imports')
  const formats = useFormats()
  const { rows } = useGroupRows({ planId, group: 'decided', round })
  const decided = rows.filter(({ decision }) => decision !== null)
  if (decided.length === 0) return null
  return (
    <section className={classes.decided} aria-label={t('duplicates.decidedTitle')}>
      <h3>{t('duplicates.decidedTitle')}</h3>
      <ul>
        {decided.map((row) => (
          <li key={row.row}>
            <span>{row.name}</span>
            <span className={classes.reason}>
              {row.decision !== null && t(`duplicates.you.${row.decision}.${row.kind}`)}
            </span>
            <span className={classes.reason}>
              {t('row.place', { row: formats.number(row.row) })}
            </span>
            <TextButton
              isSmall
              onClick={() => void revise({ decisions: [{ row: row.row, verdict: 'undecided' }] })}
            >
              {t('duplicates.takeBack')}
            </TextButton>
          </li>
        ))}
      </ul>
    </section>
  )
}

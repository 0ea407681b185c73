import { useTranslation } from 'react-i18next'
import { Avatar } from '#renderer/ui/avatar.tsx'
import { useFormats } from '#renderer/ui/format.ts'
import type { JobId } from '#shared/domain/ids.ts'
import classes from './missing-people.module.css'
import { MoreRows } from './more-rows.tsx'
import { useGroupRows } from './use-group-rows.ts'

/** People of a file of whom Kith already had all of it, a hundred more at a time. */
export const UnchangedPeople = ({ planId, count }: { planId: JobId; count: number }) => {
  const { t } = useTranslation('imports')
  const formats = useFormats()
  const { rows, more } = useGroupRows({ planId, group: 'unchanged', round: 0 })
  return (
    <section aria-label={t('group.unchanged')}>
      <ul className={classes.people}>
        {rows.map(({ row, name, companyName }) => (
          <li key={row}>
            <Avatar name={name} size={26} />
            <span>{name}</span>
            <span className={classes.company}>
              {companyName ?? t('row.place', { row: formats.number(row) })}
            </span>
          </li>
        ))}
      </ul>
      <div className={classes.more}>
        <MoreRows shown={rows.length} count={count} onMore={more} />
      </div>
    </section>
  )
}

import { useTranslation } from 'react-i18next'
import { Avatar } from '#renderer/ui/avatar.tsx'
import { useFormats } from '#renderer/ui/format.ts'
import type { JobId } from '#shared/domain/ids.ts'
import classes from './missing-people.module.css'
import { MoreRows } from './more-rows.tsx'
import { useGroupRows } from './use-group-rows.ts'

/** People of the last file with these columns who are not in this one; nothing happens to them. */
export const MissingPeople = ({
  planId,
  count,
  round,
}: {
  planId: JobId
  count: number
  round: number
}) => {
  const { t } = useTranslation('imports')
  const formats = useFormats()
  const { people, more } = useGroupRows({ planId, group: 'missing', round })
  return (
    <section aria-label={t('group.missing')}>
      <div className={classes.heading}>
        <h2 className="kith-heading">
          {t('missing.title', { count, number: formats.number(count) })}
        </h2>
        <p>{count === 0 ? t('missing.none') : t('missing.text')}</p>
      </div>
      <ul className={classes.people}>
        {people.map((person) => (
          <li key={person.contactId}>
            <Avatar name={person.name} size={26} />
            <span>{person.name}</span>
            {person.companyName !== null && (
              <span className={classes.company}>{person.companyName}</span>
            )}
          </li>
        ))}
      </ul>
      <div className={classes.more}>
        <MoreRows shown={people.length} count={count} onMore={more} />
      </div>
    </section>
  )
}

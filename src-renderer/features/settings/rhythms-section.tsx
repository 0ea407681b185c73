import { useTranslation } from 'react-i18next'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { RhythmField } from './rhythm-field.tsx'
import classes from './settings-page.module.css'

const importances = [3, 2, 1] as const

/** Keep-in-touch rhythms of importances and tags. */
export const RhythmsSection = () => {
  const { t } = useTranslation('settings')
  const rhythms = useApiQuery('rhythms.list', {}).data?.rhythms
  const tags = useApiQuery('tags.list', {}).data?.tags
  if (rhythms === undefined || tags === undefined) return null
  const ofImportance = (importance: number) =>
    rhythms.find(({ target }) => 'importance' in target && target.importance === importance)
  return (
    <>
      <p className={classes.note}>{t('rhythms.note')}</p>
      <h3 className={classes.subheading}>{t('rhythms.byImportance')}</h3>
      <ul className={classes.list}>
        {importances.map((importance) => (
          <li key={importance} className={classes.line}>
            <span className={classes.grow}>{t(`rhythms.importance.${importance}`)}</span>
            <div className={classes.fixed}>
              <RhythmField
                label={t(`rhythms.importance.${importance}`)}
                target={{ importance }}
                everyDays={ofImportance(importance)?.everyDays ?? null}
              />
            </div>
          </li>
        ))}
      </ul>
      <h3 className={classes.subheading}>{t('rhythms.byTag')}</h3>
      {tags.length === 0 && <p className={classes.note}>{t('rhythms.noTags')}</p>}
      <ul className={classes.list}>
        {tags.map((tag) => (
          <li key={tag.id} className={classes.line}>
            <span className={classes.grow}>{tag.name}</span>
            <span className="kith-note">{t('rhythms.people', { count: tag.contactCount })}</span>
            <div className={classes.fixed}>
              <RhythmField label={tag.name} target={{ tagId: tag.id }} everyDays={tag.rhythmDays} />
            </div>
          </li>
        ))}
      </ul>
    </>
  )
}

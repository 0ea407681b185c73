import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { runCommand } from '#renderer/ui/commands/command-store.ts'
import { FieldRow } from '#renderer/ui/inline-field/field-row.tsx'
import classes from './settings-page.module.css'

/** What Kith is made of: versions and licences. */
export const AboutSection = () => {
  const { t } = useTranslation('settings')
  const about = useApiQuery('app.about', {}).data
  if (about === undefined) return null
  const database = `SQLite ${about.sqlite}`
  const runtime =
    about.electron === null
      ? `Node.js ${about.node}`
      : `Electron ${about.electron}, Node.js ${about.node}`
  return (
    <>
      <p className={classes.note}>{t('about.note')}</p>
      <div className={classes.facts}>
        <FieldRow label={t('about.version')}>{about.version}</FieldRow>
        <FieldRow label={t('about.database')}>{database}</FieldRow>
        <FieldRow label={t('about.runtime')}>{runtime}</FieldRow>
      </div>
      <div className={classes.acts}>
        <Button variant="default" onClick={() => runCommand('help.open')}>
          {t('about.help')}
        </Button>
        <Button variant="default" onClick={() => runCommand('help.diagnostics')}>
          {t('about.diagnostics')}
        </Button>
      </div>
      <h3 className={classes.subheading}>{t('about.packages')}</h3>
      <table className={classes.table}>
        <thead>
          <tr>
            <th>{t('about.package')}</th>
            <th>{t('about.version')}</th>
            <th>{t('about.license')}</th>
          </tr>
        </thead>
        <tbody>
          {about.packages.map((entry) => (
            <tr key={`${entry.name}@${entry.version}`}>
              <td>{entry.name}</td>
              <td>{entry.version}</td>
              <td>{entry.license}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

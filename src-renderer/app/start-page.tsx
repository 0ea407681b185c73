import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { WorkMark } from '#renderer/ui/work-mark.tsx'
import classes from './shell.module.css'

const startCommand = 'npm start'

/** Shown instead of the app when this tab has no key, or the host does not answer. */
export const StartPage = ({ reason }: { reason: 'no-token' | 'unreachable' }) => {
  const { t } = useTranslation('app')
  return (
    <main className={classes.center}>
      <WorkMark size={34} />
      <h1 className="kith-heading">{t('start.title')}</h1>
      <p>{reason === 'unreachable' ? t('start.unreachable') : t('start.text')}</p>
      <p>{t('start.howTo')}</p>
      <code className={classes.code}>{startCommand}</code>
      <p>{t('start.then')}</p>
      <div className={classes.acts}>
        <Button onClick={() => location.reload()}>{t('start.retry')}</Button>
      </div>
    </main>
  )
}

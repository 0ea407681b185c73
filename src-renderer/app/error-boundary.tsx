import { Button } from '@mantine/core'
import { type ErrorComponentProps, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { copyDiagnostics } from './diagnostics.ts'
import classes from './shell.module.css'

/** What stands in place of a page that stopped: plain words, a way on, the diagnostics. */
export const PageError = ({ error, reset }: ErrorComponentProps) => {
  const { t } = useTranslation('app')
  const [isCopied, setCopied] = useState(false)
  const copy = async (): Promise<void> => setCopied(await copyDiagnostics(error))
  return (
    <div className={classes.center} role="alert">
      <h1 className="kith-heading">{t('error.title')}</h1>
      <p>{isCopied ? t('error.copied') : t('error.text')}</p>
      <div className={classes.acts}>
        <Button onClick={reset}>{t('error.retry')}</Button>
        <Button variant="default" component={Link} to="/today">
          {t('error.toToday')}
        </Button>
        <Button variant="subtle" onClick={() => void copy()}>
          {t('error.copy')}
        </Button>
      </div>
    </div>
  )
}

/** What stands at an address that leads nowhere. */
export const NotFound = () => {
  const { t } = useTranslation('app')
  return (
    <div className={classes.center}>
      <h1 className="kith-heading">{t('notFound.title')}</h1>
      <p>{t('notFound.text')}</p>
      <div className={classes.acts}>
        <Button component={Link} to="/today">
          {t('error.toToday')}
        </Button>
      </div>
    </div>
  )
}

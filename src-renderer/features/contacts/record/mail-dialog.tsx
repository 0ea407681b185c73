import { Button } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { useFormats } from '#renderer/ui/format.ts'
import { SkeletonRows } from '#renderer/ui/skeleton.tsx'
import type { Activity } from '../contact-types.ts'
import classes from './mail.module.css'
import { useMailEntry } from './use-mail-entry.ts'

/** A mail of the timeline with its whole text: plain words, nothing in it is loaded or run. */
export const MailDialog = ({ entry, onClose }: { entry: Activity; onClose: () => void }) => {
  const { t } = useTranslation(['activities', 'outbox'])
  const formats = useFormats()
  const mail = useApiQuery('activities.mail', { id: entry.id })
  const acts = useMailEntry(entry)
  const subject = entry.mail?.subject ?? ''
  const isIn = entry.kind === 'mail-received'
  return (
    <Dialog
      title={subject === '' ? t('outbox:noSubject') : subject}
      isOpen
      onClose={onClose}
      size={680}
      acts={
        isIn ? (
          <>
            {!entry.isAnswered && (
              <Button
                variant="default"
                onClick={() => {
                  acts.dismiss()
                  onClose()
                }}
              >
                {t('mail.noAnswer')}
              </Button>
            )}
            <Button
              leftSection={<IconArrowBackUp size={15} stroke={1.6} aria-hidden="true" />}
              onClick={acts.answer}
            >
              {t('mail.answer')}
            </Button>
          </>
        ) : undefined
      }
    >
      {mail.data === undefined ? (
        <SkeletonRows rows={5} height={26} />
      ) : (
        <>
          <dl className={classes.head}>
            <dt>{t('mail.from')}</dt>
            <dd>{mail.data.fromAddress}</dd>
            <dt>{t('mail.to')}</dt>
            <dd>{mail.data.toAddress}</dd>
            <dt>{t('mail.at')}</dt>
            <dd>
              {formats.day(formats.dayOf(mail.data.at), 'weekday')} {formats.time(mail.data.at)}
            </dd>
          </dl>
          {/* Long mails scroll by keyboard too. */}
          <section className={classes.text} tabIndex={0} aria-label={t('mail.text')}>
            {mail.data.body.trim() === '' ? t('mail.noText') : mail.data.body}
          </section>
        </>
      )}
    </Dialog>
  )
}

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { attempt } from '#renderer/api/client.ts'
import { StatusChip } from '#renderer/ui/chip.tsx'
import { useFormats } from '#renderer/ui/format.ts'
import { kindIcons } from '#renderer/ui/kind-icons.ts'
import { MoreMenu } from '#renderer/ui/more-menu.tsx'
import { TextButton } from '#renderer/ui/text-button.tsx'
import type { Activity } from '../contact-types.ts'
import { useSayDone } from '../use-say-done.ts'
import classes from './mail.module.css'
import { MailDialog } from './mail-dialog.tsx'
import recordClasses from './record.module.css'
import { useMailEntry } from './use-mail-entry.ts'

const Fate = ({ entry }: { entry: Activity }) => {
  const { t } = useTranslation('activities')
  if (entry.mail?.hasBounced === true) {
    return <StatusChip tone="late">{t('mail.bounced')}</StatusChip>
  }
  if (entry.mail?.asksForNoMore === true) {
    return <StatusChip tone="warning">{t('mail.asksForNoMore')}</StatusChip>
  }
  if (entry.kind === 'mail-received') {
    return entry.isAnswered ? null : <StatusChip tone="warning">{t('entry.unanswered')}</StatusChip>
  }
  return entry.isAnswered ? <StatusChip tone="good">{t('entry.answered')}</StatusChip> : null
}

/** A mail on the timeline: who wrote, about what, how it begins; opens the whole text. */
export const MailEntry = ({ entry, name }: { entry: Activity; name: string }) => {
  const { t } = useTranslation(['activities', 'outbox'])
  const formats = useFormats()
  const say = useSayDone()
  const acts = useMailEntry(entry)
  const [isOpen, setOpen] = useState(false)
  const Icon = kindIcons[entry.kind]
  const remove = async (): Promise<void> => {
    const result = await attempt('activities.delete', { id: entry.id })
    if (result.ok) say.done(() => t('toast.deleted'), result.value.operationId)
    else say.failed(result.error.code)
  }
  const isIn = entry.kind === 'mail-received'
  const subject = entry.mail?.subject ?? ''
  const answers = [
    { label: t('mail.answer'), onAct: acts.answer },
    ...(entry.isAnswered ? [] : [{ label: t('mail.noAnswer'), onAct: acts.dismiss }]),
  ]
  return (
    <li className={recordClasses.entry}>
      <span className={recordClasses.entryIcon}>
        <Icon size={15} stroke={1.6} aria-hidden="true" />
      </span>
      <div className={recordClasses.entryHead}>
        <span className={recordClasses.entryKind}>
          {isIn ? t('mail.wrote', { name }) : t('kind.mail-sent')}
        </span>
        <TextButton tone="text" className={classes.subject} onClick={() => setOpen(true)}>
          {subject === '' ? t('outbox:noSubject') : subject}
        </TextButton>
        <Fate entry={entry} />
      </div>
      <span className={recordClasses.entryTime}>
        <span className={recordClasses.entryActs}>
          <MoreMenu
            label={t('entry.more')}
            acts={[
              ...(isIn ? answers : []),
              { label: t('mail.open'), onAct: () => setOpen(true) },
              { label: t('entry.delete'), isDeletion: true, onAct: () => void remove() },
            ]}
          />
        </span>
        {formats.dayTime(entry.at)}
      </span>
      {entry.body !== null && (
        <p className={recordClasses.entryBody}>
          {entry.body}
          {entry.mail?.hasMore === true && (
            <>
              {' '}
              <TextButton isStrong onClick={() => setOpen(true)}>
                {t('mail.whole')}
              </TextButton>
            </>
          )}
        </p>
      )}
      {isOpen && <MailDialog entry={entry} onClose={() => setOpen(false)} />}
    </li>
  )
}

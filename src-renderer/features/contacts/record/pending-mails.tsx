import { IconClock, IconHandStop, IconPencil, IconSend } from '@tabler/icons-react'
import { createElement } from 'react'
import { useTranslation } from 'react-i18next'
import { attempt } from '#renderer/api/client.ts'
import { type MailLine, shortWords, subjectWords } from '#renderer/api/mail-words.ts'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { useFormats } from '#renderer/ui/format.ts'
import { TextButton, TextLink } from '#renderer/ui/text-button.tsx'
import type { ContactId } from '#shared/domain/ids.ts'
import { useSayDone } from '../use-say-done.ts'
import classes from './mail.module.css'

/** So many mails stand above a timeline; the outbox has all. */
const shown = 50

const iconOf = (line: MailLine) => {
  if (line.state === 'draft') return IconPencil
  if (line.state === 'waiting' || line.state === 'deferred') return IconClock
  return line.state === 'claimed' || line.state === 'body' ? IconSend : IconHandStop
}

const cancellable: readonly MailLine['state'][] = ['waiting', 'deferred', 'held']

const Pending = ({ line }: { line: MailLine }) => {
  const { t } = useTranslation('outbox')
  const formats = useFormats()
  const say = useSayDone()
  const words = shortWords(line, t, formats)
  const isDraft = line.state === 'draft'
  const cancel = async (): Promise<void> => {
    const result = await attempt('emails.cancel', { ids: [line.id] })
    if (!result.ok) {
      return result.error.code === 'has-left'
        ? say.told(() => t('toast.hasLeft', { count: 1 }))
        : say.failed(result.error.code)
    }
    const cancelled = { count: 1, name: line.contact.name }
    say.done(() => t('toast.cancelled', cancelled), result.value.operationId)
  }
  const waits = !isDraft && !cancellable.includes(line.state)
  return (
    <li className={classes.pending}>
      {createElement(iconOf(line), { size: 15, stroke: 1.6, 'aria-hidden': true })}
      <TextLink
        tone="text"
        className={classes.subject}
        to="/outbox/write"
        search={{ email: line.id }}
      >
        {subjectWords(line.subject, t)}
      </TextLink>
      <span className={classes.state} data-tone={words.tone}>
        {words.text}
      </span>
      {cancellable.includes(line.state) && (
        <TextButton isSmall isStrong onClick={() => void cancel()}>
          {t('act.cancel')}
        </TextButton>
      )}
      {(waits || line.state === 'held') && (
        <TextLink isSmall isStrong to="/outbox">
          {t('tabs.outbox')}
        </TextLink>
      )}
    </li>
  )
}

/** What is still to leave to somebody, above what happened. */
export const PendingMails = ({ contactId }: { contactId: ContactId }) => {
  const { t } = useTranslation('outbox')
  const lines = useApiQuery('emails.pending', { contactId, limit: shown }).data?.emails ?? []
  if (lines.length === 0) return null
  return (
    <ul className={classes.list} aria-label={t('pending')}>
      {lines.map((line) => (
        <Pending key={line.id} line={line} />
      ))}
    </ul>
  )
}

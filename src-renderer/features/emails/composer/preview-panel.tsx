import { Checkbox, useMantineStyleNonce } from '@mantine/core'
import {
  IconChevronLeft,
  IconChevronRight,
  IconFileText,
  IconHandStop,
  IconPaperclip,
} from '@tabler/icons-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '#renderer/ui/format.ts'
import { IconButton } from '#renderer/ui/icon-button.tsx'
import { TextButton } from '#renderer/ui/text-button.tsx'
import { paperDocument } from '../editor/paper-document.ts'
import type { Attachment, Preview, Recipient } from '../mail-types.ts'
import { useRecipientTime } from '../when/use-recipient-time.ts'
import { wallOf, wallWords } from '../when/when-words.ts'
import classes from './preview-panel.module.css'
import { sizeWords } from './size-words.ts'

/** Of the frame before anything is in it (px). */
const emptyHeight = 26

const icon = { size: 16, stroke: 1.6, 'aria-hidden': true } as const

/** The mail's own page: no scripts, no links out, white in every theme. */
const Paper = ({ preview, name }: { preview: Preview; name: string }) => {
  const { t } = useTranslation('emails')
  const nonce = useMantineStyleNonce()?.() ?? ''
  const frame = useRef<HTMLIFrameElement>(null)
  const [height, setHeight] = useState(emptyHeight)
  const measure = useCallback(() => {
    const body = frame.current?.contentDocument?.body
    if (body) setHeight(Math.max(emptyHeight, body.scrollHeight))
  }, [])
  useEffect(() => {
    if (frame.current === null) return
    const observer = new ResizeObserver(measure)
    observer.observe(frame.current)
    return () => observer.disconnect()
  }, [measure])
  return (
    <iframe
      ref={frame}
      className={classes.frame}
      title={t('preview.of', { name })}
      sandbox="allow-same-origin"
      srcDoc={paperDocument(preview.html, nonce)}
      style={{ height }}
      onLoad={measure}
    />
  )
}

const Turn = ({
  index,
  count,
  onTurn,
}: {
  index: number
  count: number
  onTurn: (step: -1 | 1) => void
}) => {
  const { t } = useTranslation('emails')
  return (
    <span className={classes.turn}>
      <span className="kith-figures">{t('preview.place', { index: index + 1, count })}</span>
      <IconButton
        bordered
        icon={IconChevronLeft}
        label={t('preview.previous')}
        onClick={() => onTurn(-1)}
      />
      <IconButton
        bordered
        icon={IconChevronRight}
        label={t('preview.next')}
        onClick={() => onTurn(1)}
      />
    </span>
  )
}

/** The mail as one person gets it, on white paper, and what else is to know about it. */
export const PreviewPanel = (props: {
  recipient: Recipient
  preview: Preview | undefined
  /** In whose name it leaves; null without an account. */
  from: string | null
  attachments: readonly Attachment[]
  /** Which of how many is shown. */
  index: number
  count: number
  onTurn: (step: -1 | 1) => void
  /** Null when it leaves at once, and nobody can answer before. */
  unlessAnswered: boolean | null
  /** Absent where it cannot be switched. */
  onUnlessAnswered?: ((isOn: boolean) => void) | undefined
}) => {
  const { recipient, preview, attachments, unlessAnswered, onUnlessAnswered } = props
  const { t } = useTranslation('emails')
  const formats = useFormats()
  const [isText, setText] = useState(false)
  const { name } = recipient
  const theirs = useRecipientTime(recipient.contactId)
  const leavesAt = preview?.leavesAt ?? null
  const to = preview?.to ?? t('preview.noAddress')
  const there = leavesAt === null ? null : theirs?.there(leavesAt)
  return (
    <aside className={classes.side} aria-label={t('preview.of', { name })}>
      <div className={classes.sideHead}>
        <h2 className="kith-note">{t('preview.of', { name })}</h2>
        {props.count > 1 && <Turn {...props} />}
      </div>
      {preview !== undefined && (
        <>
          <div className={classes.mailPaper}>
            <p className={classes.mailSubject}>
              {preview.subject === '' ? t('noSubject') : preview.subject}
            </p>
            <p className={classes.mailFacts}>
              {props.from === null
                ? t('preview.toAlone', { to })
                : t('preview.fromTo', { from: props.from, to })}
              {preview.leavesAt !== null && (
                <span>{wallWords(wallOf(preview.leavesAt, formats), formats)}</span>
              )}
              {typeof there === 'string' && (
                <span>{t('preview.there', { there, name, zone: theirs?.zone })}</span>
              )}
            </p>
            {isText ? (
              <pre className={classes.plain}>{preview.text}</pre>
            ) : (
              <Paper preview={preview} name={name} />
            )}
          </div>
          <ul className={classes.notes}>
            {unlessAnswered !== null && (
              <li>
                {onUnlessAnswered === undefined ? (
                  <>
                    <IconHandStop {...icon} />
                    <span>{t(unlessAnswered ? 'preview.stops' : 'preview.notRead')}</span>
                  </>
                ) : (
                  <Checkbox
                    label={t('preview.stop')}
                    checked={unlessAnswered}
                    onChange={(event) => onUnlessAnswered(event.currentTarget.checked)}
                  />
                )}
              </li>
            )}
            {attachments.length > 0 && (
              <li>
                <IconPaperclip {...icon} />
                <span>
                  {t('preview.files', {
                    count: attachments.length,
                    size: sizeWords(
                      attachments.reduce((sum, one) => sum + one.size, 0),
                      formats,
                    ),
                  })}
                </span>
              </li>
            )}
            <li>
              <IconFileText {...icon} />
              <span>
                {t('preview.plain')}{' '}
                <TextButton aria-pressed={isText} onClick={() => setText((now) => !now)}>
                  {t(isText ? 'preview.hidePlain' : 'preview.showPlain')}
                </TextButton>
              </span>
            </li>
          </ul>
        </>
      )}
    </aside>
  )
}

import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { IconArrowLeft, IconCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFailureWords } from '#renderer/ui/failure-words.ts'
import { ariaKeys, CommandKeyCap } from '#renderer/ui/key-cap.tsx'
import classes from './composer.module.css'
import type { SaveState } from './text-saver.ts'

const SaveLine = ({ save, isKept }: { save: SaveState; isKept: boolean }) => {
  const { t } = useTranslation('emails')
  const failures = useFailureWords()
  if (save.state === 'failed') {
    return (
      <span className={classes.saveFailed} role="alert">
        {failures(save.code)}
      </span>
    )
  }
  const isSaved = save.state === 'saved' || (save.state === 'idle' && isKept)
  return (
    <span className={classes.saveLine} role="status">
      {isSaved && (
        <>
          <IconCheck size={15} stroke={1.6} aria-hidden="true" />
          {t('draft.saved')}
        </>
      )}
      {(save.state === 'saving' || save.state === 'waiting') && t('draft.saving')}
    </span>
  )
}

/** What is written, whether it is kept, and the buttons that let it go. */
export const ComposerHead = ({
  title,
  save,
  isKept,
  onLeave,
  children,
}: {
  title: string
  save: SaveState
  isKept: boolean
  onLeave: () => void
  children?: ReactNode
}) => {
  const { t } = useTranslation(['emails', 'common'])
  return (
    <header className={classes.head}>
      <Tooltip label={t('common:back')}>
        <ActionIcon
          variant="subtle"
          aria-label={t('common:back')}
          aria-keyshortcuts="Escape"
          onClick={onLeave}
        >
          <IconArrowLeft size={17} stroke={1.6} aria-hidden="true" />
        </ActionIcon>
      </Tooltip>
      <h1 className="kith-heading" title={title}>
        {title}
      </h1>
      <SaveLine save={save} isKept={isKept} />
      <span className={classes.headActs}>{children}</span>
    </header>
  )
}

/** Where Kith cannot send: the mail goes to the owner's own mail program. */
export const OtherProgram = ({
  onFile,
  onLink,
  onSent,
}: {
  onFile: () => void
  onLink: () => void
  onSent: () => void
}) => {
  const { t } = useTranslation('emails')
  return (
    <>
      <Button variant="subtle" onClick={onLink}>
        {t('other.link')}
      </Button>
      <Button variant="default" onClick={onSent}>
        {t('other.sent')}
      </Button>
      <Button
        aria-keyshortcuts={ariaKeys('mail.compose')}
        rightSection={<CommandKeyCap command="mail.compose" on="accent" />}
        onClick={onFile}
      >
        {t('other.file')}
      </Button>
    </>
  )
}

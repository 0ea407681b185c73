import { Button } from '@mantine/core'
import { IconClipboardText } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isTextField } from '#renderer/ui/commands/use-keyboard.ts'
import { InlineAlert } from '#renderer/ui/inline-alert.tsx'
import { SkeletonRows, useIsSlow } from '#renderer/ui/skeleton.tsx'
import { TextLink } from '#renderer/ui/text-button.tsx'
import { startOver } from '../import-acts.ts'
import { setImport } from '../import-store.ts'
import type { Refusal } from '../import-types.ts'
import { useRefusalWords } from '../refusal-words.ts'
import { ChooseFile } from './choose-file.tsx'
import classes from './choose-step.module.css'
import { PasteTable } from './paste-table.tsx'
import { tableOnClipboard } from './pasted-table.ts'

/** A table pasted anywhere on the page, outside of a field. */
const usePasteAnywhere = (onFile: (file: File, isPasted: boolean) => void, isOn: boolean): void => {
  const { t } = useTranslation('imports')
  const name = t('paste.name')
  useEffect(() => {
    if (!isOn) return
    const handlePaste = (event: ClipboardEvent): void => {
      if (isTextField(event.target)) return
      const found = tableOnClipboard(event.clipboardData, name)
      if (found === null) return
      event.preventDefault()
      onFile(found.file, found.isPasted)
    }
    document.addEventListener('paste', handlePaste)
    return () => document.removeEventListener('paste', handlePaste)
  }, [onFile, isOn, name])
}

const Reading = () => {
  const { t } = useTranslation('imports')
  const isSlow = useIsSlow(true)
  return (
    <div className={classes.reading}>
      <p role="status">{isSlow ? t('choose.reading') : ''}</p>
      <SkeletonRows rows={10} height={36} withDot={false} />
    </div>
  )
}

/** Before there is a file: what may come, and how. */
export const ChooseStep = ({
  parked,
  refusal,
  isReading,
  onFile,
}: {
  /** A file whose import was left before its end. */
  parked: string | null
  refusal: Refusal | null
  isReading: boolean
  onFile: (file: File, isPasted?: boolean) => void
}) => {
  const { t } = useTranslation('imports')
  const words = useRefusalWords()
  const [isPasting, setPasting] = useState(false)
  usePasteAnywhere(onFile, !isReading && !isPasting)
  if (isReading) return <Reading />
  return (
    <div className={classes.welcome}>
      <h2>{t('choose.title')}</h2>
      <p className={classes.lead}>{t('choose.text')}</p>
      {parked !== null && (
        <InlineAlert
          tone="info"
          acts={[
            { label: t('choose.continue'), onAct: () => setImport({ isParked: false }) },
            { label: t('choose.forget'), onAct: startOver },
          ]}
        >
          {t('choose.parked', { file: parked })}
        </InlineAlert>
      )}
      {refusal !== null && <InlineAlert tone="error">{words(refusal)}</InlineAlert>}
      {isPasting ? (
        <PasteTable onFile={(file) => onFile(file, true)} onCancel={() => setPasting(false)} />
      ) : (
        <>
          <div className={classes.acts}>
            <ChooseFile onFile={onFile} label={t('choose.act')} isPrimary />
            <Button
              size="lg"
              variant="default"
              leftSection={<IconClipboardText size={16} stroke={1.6} aria-hidden="true" />}
              onClick={() => setPasting(true)}
            >
              {t('choose.paste')}
            </Button>
          </div>
          <p className={classes.quiet}>{t('choose.drop')}</p>
        </>
      )}
      <p className={classes.quiet}>
        {t('choose.formats')}{' '}
        <TextLink isUnderlined className={classes.link} to="/help" search={{ topic: 'import' }}>
          {t('choose.help')}
        </TextLink>
      </p>
    </div>
  )
}

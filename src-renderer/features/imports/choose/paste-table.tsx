import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './choose-step.module.css'
import { fileOfTable, isTable, pasteLimit } from './pasted-table.ts'

/** A field for a table copied out of a spreadsheet. */
export const PasteTable = ({
  onFile,
  onCancel,
}: {
  onFile: (file: File) => void
  onCancel: () => void
}) => {
  const { t } = useTranslation(['imports', 'common'])
  const [text, setText] = useState('')
  const [error, setError] = useState<string | null>(null)
  const read = (): void => {
    if (text.length > pasteLimit) return setError(t('paste.tooLong'))
    if (!isTable(text)) return setError(t('paste.noTable'))
    onFile(fileOfTable(text, t('paste.name')))
  }
  return (
    <form
      className={classes.paste}
      onSubmit={(event) => {
        event.preventDefault()
        read()
      }}
    >
      <Textarea
        label={t('paste.label')}
        description={t('paste.note')}
        error={error}
        value={text}
        minRows={8}
        maxRows={14}
        // The field was just asked for.
        autoFocus
        spellCheck={false}
        onChange={(event) => {
          setText(event.target.value)
          setError(null)
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault()
            read()
          }
          if (event.key === 'Escape') {
            event.stopPropagation()
            onCancel()
          }
        }}
      />
      <div className={classes.acts}>
        <Button type="submit" size="lg">
          {t('paste.act')}
        </Button>
        <Button size="lg" variant="default" onClick={onCancel}>
          {t('common:cancel')}
        </Button>
      </div>
    </form>
  )
}

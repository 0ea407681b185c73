import { TextInput } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './problem-rows.module.css'

/** A cell of the file to repair in place: Enter or leaving keeps, Esc restores. */
export const CellField = ({
  name,
  value,
  isWrong,
  onRepair,
}: {
  name: string
  value: string
  isWrong: boolean
  onRepair: (value: string) => void
}) => {
  const { t } = useTranslation('imports')
  // What was typed stands until the rehearsal says what came of it.
  const [typed, setTyped] = useState<{ readonly text: string; readonly over: string } | null>(null)
  const isTyped = typed !== null && typed.over === value
  const text = isTyped ? typed.text : value
  const keep = (): void => {
    if (isTyped && text !== value) onRepair(text)
  }
  const handleKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') {
      // What is typed is rehearsed before anything is imported.
      if (isTyped && text !== value) event.stopPropagation()
      keep()
    }
    if (event.key === 'Escape' && isTyped) {
      event.stopPropagation()
      setTyped(null)
    }
  }
  return (
    <TextInput
      className={classes.field ?? ''}
      aria-label={t('problems.valueOf', { column: name })}
      value={text}
      placeholder={t('problems.blank')}
      data-wrong={(isWrong && !isTyped) || undefined}
      rightSection={isWrong ? undefined : <IconCheck size={16} stroke={1.8} aria-hidden="true" />}
      onChange={(event) => setTyped({ text: event.target.value, over: value })}
      onBlur={keep}
      onKeyDown={handleKeyDown}
    />
  )
}

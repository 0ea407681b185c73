import { TextInput } from '@mantine/core'
import { IconCalendarPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '#renderer/ui/format.ts'
import classes from './step-dialogs.module.css'
import type { ReadStep } from './use-read-step.ts'

/** A next step in the owner's own words, with the reading of them below. */
export const StepField = ({
  label,
  placeholder,
  text,
  read,
  isFirst = false,
  onChange,
}: {
  label: string
  placeholder: string
  text: string
  read: ReadStep | null
  isFirst?: boolean
  onChange: (text: string) => void
}) => {
  const { t } = useTranslation('follow-ups')
  const formats = useFormats()
  const isMissing = text.trim() !== '' && read === null
  return (
    <div>
      <TextInput
        label={label}
        placeholder={placeholder}
        value={text}
        {...(isFirst ? { 'data-autofocus': true } : {})}
        onChange={(event) => onChange(event.target.value)}
      />
      <div className={classes.read} role="status">
        {read !== null && text.trim() !== '' && (
          <>
            <IconCalendarPlus size={16} stroke={1.6} aria-hidden="true" />
            <b>{`${read.title}${formats.language === 'zh-CN' ? '，' : ', '}${formats.day(read.dueDay, 'weekday')}${read.dueTime === null ? '' : ` ${read.dueTime}`}`}</b>
          </>
        )}
        {isMissing && <span className={classes.warning}>{t('form.dayNeeded')}</span>}
      </div>
    </div>
  )
}

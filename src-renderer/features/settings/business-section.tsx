import { useTranslation } from 'react-i18next'
import { attempt } from '#renderer/api/client.ts'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { useFailureWords } from '#renderer/ui/failure-words.ts'
import { useFormats } from '#renderer/ui/format.ts'
import { FieldRow } from '#renderer/ui/inline-field/field-row.tsx'
import { InlineSelect } from '#renderer/ui/inline-field/inline-select.tsx'
import { InlineText } from '#renderer/ui/inline-field/inline-text.tsx'
import type { FieldOutcome } from '#renderer/ui/inline-field/use-inline-edit.ts'
import { countryChoices, currencyChoices, timeZoneName } from '#renderer/ui/place-names.ts'
import { useUndoToast } from '#renderer/ui/use-undo-toast.ts'
import type { Input } from '#shared/contract/index.ts'
import { parseTime } from '#shared/domain/time.ts'
import classes from './settings-page.module.css'

type Changes = Input<'settings.updateBusiness'>

const weekdays = ['1', '2', '3', '4', '5', '6', '7'] as const

/** Saves changes of the business and answers the sentence for a failure. */
const useSave = (): ((changes: Changes) => Promise<FieldOutcome | undefined>) => {
  const { t } = useTranslation('settings')
  const words = useFailureWords()
  const undoToast = useUndoToast()
  return async (changes) => {
    const result = await attempt('settings.updateBusiness', changes)
    if (!result.ok) return { error: words(result.error.code) }
    const { phonesRead: count } = result.value
    if (count > 0) undoToast(() => t('business.phonesRead', { count }))
    return undefined
  }
}

const TimeField = ({
  label,
  value,
  onSave,
}: {
  label: string
  value: string
  onSave: (time: NonNullable<Changes['quietFrom']>) => Promise<FieldOutcome | undefined>
}) => {
  const { t } = useTranslation('settings')
  return (
    <InlineText
      label={label}
      value={value}
      required
      onSave={async (text) => {
        const time = parseTime((text ?? '').padStart(5, '0').replace('：', ':'))
        return time === null ? { error: t('business.notATime') } : onSave(time)
      }}
    />
  )
}

const Reminders = () => {
  const { t } = useTranslation('settings')
  const formats = useFormats()
  const save = useSave()
  const business = useApiQuery('settings.get', {}).data?.business
  const status = useApiQuery('app.status', {}).data
  if (business === undefined || status === undefined) return null
  const { nextReminderAt } = status
  return (
    <>
      <TimeField
        label={t('business.morningTime')}
        value={business.morningTime}
        onSave={(morningTime) => save({ morningTime })}
      />
      <TimeField
        label={t('business.quietFrom')}
        value={business.quietFrom}
        onSave={(quietFrom) => save({ quietFrom })}
      />
      <TimeField
        label={t('business.quietTo')}
        value={business.quietTo}
        onSave={(quietTo) => save({ quietTo })}
      />
      <FieldRow label={t('business.nextReminder')}>
        {nextReminderAt === null ? (
          <span className="kith-note">{t('business.noReminder')}</span>
        ) : (
          formats.dayTime(nextReminderAt)
        )}
      </FieldRow>
      <FieldRow label={t('business.timeZone')}>
        {timeZoneName(status.timeZone, formats.language)}
      </FieldRow>
    </>
  )
}

/** Who the owner is, where the business is, when it may be reminded. */
export const BusinessSection = () => {
  const { t } = useTranslation('settings')
  const { language } = useFormats()
  const save = useSave()
  const business = useApiQuery('settings.get', {}).data?.business
  if (business === undefined) return null
  return (
    <>
      <p className={classes.note}>{t('business.note')}</p>
      <div className={classes.facts}>
        <InlineText
          label={t('business.ownerName')}
          value={business.ownerName}
          required
          onSave={(ownerName) => save({ ownerName: ownerName ?? '' })}
        />
        <InlineText
          label={t('business.businessName')}
          value={business.businessName}
          onSave={(businessName) => save({ businessName: businessName ?? '' })}
        />
        <InlineSelect
          label={t('business.country')}
          value={business.country}
          options={countryChoices(language)}
          clearable={false}
          onSave={(country) => save(country === null ? {} : { country })}
        />
        <InlineSelect
          label={t('business.currency')}
          value={business.currency}
          options={currencyChoices(language)}
          clearable={false}
          onSave={(currency) => save(currency === null ? {} : { currency })}
        />
        <InlineSelect
          label={t('business.weekStart')}
          value={weekdays[business.weekStart - 1] ?? '1'}
          options={weekdays.map((value) => ({ value, label: t(`weekdays.${value}`) }))}
          clearable={false}
          onSave={(day) => save(day === null ? {} : { weekStart: Number(day) })}
        />
        <Reminders />
      </div>
      <p className={classes.note}>{t('business.quietNote')}</p>
    </>
  )
}

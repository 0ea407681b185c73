import { useTranslation } from 'react-i18next'
import { useFormats } from '#renderer/ui/format.ts'
import { FieldRow } from '#renderer/ui/inline-field/field-row.tsx'
import { InlineSelect } from '#renderer/ui/inline-field/inline-select.tsx'
import { useNow } from '#renderer/ui/use-now.ts'
import { useViewLocale } from '#renderer/ui/view-locale.ts'
import type { ContactRecord } from '../contact-types.ts'
import { useLanguageName } from '../use-country-name.ts'
import { useSaveContact } from '../use-save.ts'
import { localTime } from './local-time.ts'
import type { OptionalFact } from './optional-facts.tsx'

const channels = ['call', 'meeting', 'email', 'message', 'post'] as const
const languages = [
  'en',
  'zh-CN',
  'zh-TW',
  'yue',
  'de',
  'fr',
  'es',
  'pt',
  'pt-BR',
  'it',
  'nl',
  'sv',
  'da',
  'nb',
  'fi',
  'pl',
  'cs',
  'sk',
  'hu',
  'ro',
  'bg',
  'el',
  'tr',
  'uk',
  'ru',
  'he',
  'ar',
  'fa',
  'hi',
  'bn',
  'ur',
  'ta',
  'th',
  'vi',
  'id',
  'ms',
  'ja',
  'ko',
  'ca',
  'hr',
  'sr',
  'sl',
  'et',
  'lv',
  'lt',
  'is',
  'ga',
  'sw',
] as const

const LocalTimeRow = ({ zone }: { zone: string }) => {
  const { t } = useTranslation('contacts')
  const formats = useFormats()
  const now = useNow()
  const ownZone = useViewLocale((locale) => locale.zone)
  const there = localTime(now, zone, ownZone)
  if (there === null) return null
  const { time, hoursAhead } = there
  const hours = formats.number(Math.abs(hoursAhead))
  return (
    <FieldRow label={t('facts.localTime')}>
      {hoursAhead === 0
        ? t('facts.sameAsYours', { time })
        : hoursAhead > 0
          ? t('facts.aheadOfYou', { time, hours })
          : t('facts.behindYou', { time, hours })}
    </FieldRow>
  )
}

/** How somebody likes to be reached: channel, language, what time it is there. */
export const useReachFacts = (record: ContactRecord): readonly OptionalFact[] => {
  const { t } = useTranslation('contacts')
  const save = useSaveContact(record.id)
  const languageName = useLanguageName()
  const known = languages.some((code) => code === record.language)
  return [
    {
      id: 'prefers',
      label: t('facts.prefers'),
      isSet: record.preferredChannel !== null,
      field: (adding) => (
        <InlineSelect
          {...adding}
          label={t('facts.prefers')}
          value={record.preferredChannel}
          options={channels.map((value) => ({ value, label: t(`channel.${value}`) }))}
          onSave={(preferredChannel) => save({ preferredChannel })}
        />
      ),
    },
    {
      id: 'language',
      label: t('facts.language'),
      isSet: record.language !== null,
      field: (adding) => (
        <InlineSelect
          {...adding}
          label={t('facts.language')}
          value={record.language}
          options={[
            ...(record.language === null || known ? [] : [record.language]),
            ...languages,
          ].map((value) => ({ value, label: languageName(value) }))}
          onSave={(language) => save({ language })}
        />
      ),
    },
    {
      id: 'time-zone',
      label: t('facts.timeZone'),
      isSet: record.timeZone !== null,
      field: (adding) => (
        <>
          <InlineSelect
            {...adding}
            label={t('facts.timeZone')}
            value={record.timeZone}
            options={Intl.supportedValuesOf('timeZone').map((value) => ({
              value,
              label: value.replaceAll('_', ' '),
            }))}
            onSave={(timeZone) => save({ timeZone })}
          />
          {record.timeZone !== null && <LocalTimeRow zone={record.timeZone} />}
        </>
      ),
    },
  ]
}

import { useTranslation } from 'react-i18next'
import { attempt } from '#renderer/api/client.ts'
import { useFailureWords } from '#renderer/ui/failure-words.ts'
import { InlineText } from '#renderer/ui/inline-field/inline-text.tsx'
import type { Input } from '#shared/contract/index.ts'

const longest = 3650

/** The rhythm of a tag or an importance in days; blank removes it. */
export const RhythmField = ({
  label,
  target,
  everyDays,
  withLabel = false,
}: {
  label: string
  target: Input<'rhythms.set'>['target']
  everyDays: number | null
  withLabel?: boolean
}) => {
  const { t } = useTranslation('settings')
  const words = useFailureWords()
  return (
    <InlineText
      label={label}
      withLabel={withLabel}
      value={everyDays === null ? null : String(everyDays)}
      display={everyDays === null ? undefined : t('rhythms.every', { count: everyDays })}
      emptyText={t('rhythms.none')}
      onSave={async (text) => {
        const days = text === null ? null : Number(text)
        const isRight = days === null || (Number.isInteger(days) && days >= 1 && days <= longest)
        if (!isRight) return { error: t('rhythms.outOfRange') }
        const result = await attempt('rhythms.set', { target, everyDays: days })
        return result.ok ? undefined : { error: words(result.error.code) }
      }}
    />
  )
}

import { useTranslation } from 'react-i18next'
import { useFailureWords } from '#renderer/ui/failure-words.ts'
import { useFormats } from '#renderer/ui/format.ts'
import type { Refusal, Row } from './import-types.ts'

const numberIn = (data: unknown, key: string): number => {
  const facts: Readonly<Record<string, unknown>> =
    typeof data === 'object' && data !== null ? { ...data } : {}
  const value = facts[key]
  return typeof value === 'number' ? value : 0
}

/** Why a file cannot be read, in words. */
export const useRefusalWords = (): ((refusal: Refusal) => string) => {
  const { t } = useTranslation('imports')
  const formats = useFormats()
  const failureWords = useFailureWords()
  return ({ code, data }) => {
    switch (code) {
      case 'not-utf8':
        return t('refused.notUtf8')
      case 'unclosed-quote':
        return t('refused.unclosedQuote', { row: formats.number(numberIn(data, 'row')) })
      case 'empty-file':
        return t('refused.emptyFile')
      case 'too-many-columns':
        return t('refused.tooManyColumns', { count: numberIn(data, 'columns') })
      case 'too-large':
        return t('refused.tooLarge')
      case 'not-found':
        return t('refused.gone')
      default:
        return failureWords(code)
    }
  }
}

const problems = [
  'no-name',
  'too-many-cells',
  'broken-quotes',
  'email-unreadable',
  'phone-too-short',
  'phone-too-long',
  'phone-not-a-number',
  'phone-no-country',
  'date-unreadable',
  'no-such-day',
  'too-long',
] as const

/** What is wrong with a row, in words. */
export const useProblemWords = (): ((code: string) => string) => {
  const { t } = useTranslation('imports')
  return (code) => {
    const known = problems.find((problem) => problem === code)
    return known === undefined ? code : t(`problem.${known}`)
  }
}

const fieldNames = [
  'name',
  'givenName',
  'familyName',
  'nickname',
  'company',
  'jobTitle',
  'stage',
  'source',
  'language',
  'email',
  'phone',
  'link',
  'messenger',
  'address',
  'birthday',
  'anniversary',
  'date',
  'tag',
  'notes',
] as const
const stages = ['attract', 'convert', 'retain', 'grow'] as const
const datePattern = /^(\d{4}|-)-(\d{2})-(\d{2})$/u

/** Names and values of the fields of a rehearsed row. */
export const useFieldWords = (): {
  name(field: string): string
  value(field: string, value: string): string
} => {
  const { t } = useTranslation(['imports', 'common'])
  const formats = useFormats()
  return {
    name: (field) => {
      const known = fieldNames.find((name) => name === field)
      return known === undefined ? field : t(`field.${known}`)
    },
    value: (field, value) => {
      const stage = field === 'stage' ? stages.find((one) => one === value) : undefined
      if (stage !== undefined) return t(`common:stages.${stage}`)
      const date = datePattern.exec(value)
      if (date === null) return value
      if (date[1] === '-') return formats.monthDay(Number(date[2]), Number(date[3]))
      return formats.day(value, 'long')
    },
  }
}

/** Says why a row is about somebody. */
export const useMatchWords = (): ((row: Row) => string) => {
  const { t } = useTranslation('imports')
  const formats = useFormats()
  return (row) => {
    const place = t('row.place', { row: formats.number(row.row) })
    const reason = row.matchedBy === null ? '' : t(`row.because.${row.matchedBy}`)
    const earlier =
      row.sameAsRow === null ? '' : t('row.sameAs', { row: formats.number(row.sameAsRow) })
    return [place, earlier, reason].filter((part) => part !== '').join(t('row.gap'))
  }
}

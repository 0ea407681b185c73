import { useTranslation } from 'react-i18next'
import { type Formats, useFormats } from '#renderer/ui/format.ts'
import { suppressionReason } from '#shared/contract/suppressions.ts'
import { minorDigitsOf } from '#shared/domain/money.ts'
import { isStage } from '#shared/domain/stages.ts'
import type { Candidate, Change, Row } from '../import-types.ts'

const problems = [
  'no-name',
  'no-contact',
  'may-head',
  'repeats-header',
  'too-many-cells',
  'broken-quotes',
  'email-unreadable',
  'phone-too-short',
  'phone-too-long',
  'phone-not-a-number',
  'phone-no-country',
  'date-unreadable',
  'no-such-day',
  'value-unreadable',
  'link-unreadable',
  'country-unknown',
  'stage-unknown',
  'language-unknown',
  'lost-digits',
  'too-long',
] as const

/** What is wrong with a row, in words. */
export const useProblemWords = (): ((code: string) => string) => {
  const { t } = useTranslation('imports')
  return (code) => {
    const known = problems.find((problem) => problem === code)
    return t(`problem.${known ?? 'other'}`)
  }
}

const fieldNames = [
  'name',
  'givenName',
  'middleName',
  'familyName',
  'nickname',
  'company',
  'jobTitle',
  'stage',
  'source',
  'language',
  'kind',
  'importance',
  'preferredChannel',
  'timeZone',
  'doNotContact',
  'noMail',
  'createdAt',
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
const kinds = ['person', 'company'] as const
const datePattern = /^(\d{4}|-)-(\d{2})-(\d{2})$/u

/** Why since when no mail goes to which address: `unsubscribe 2026-03-14T09:30:00.000Z a@b.example`. */
const noMailPattern = /^([a-z-]+) (\S+Z) (.+)$/u

/** Fields whose value may be yes or no. */
const yesOrNo: ReadonlySet<string> = new Set(['custom-field', 'doNotContact'])

/** A plain number or an amount as the owner's language writes it. */
const figure = (text: string, formats: Formats): string => {
  const [number = '', currency] = text.split(' ')
  if (!Number.isFinite(Number(number))) return text
  if (currency === undefined) return formats.number(Number(number))
  return formats.money(Math.round(Number(number) * 10 ** minorDigitsOf(currency)), currency)
}

/** Names and values of the fields of a rehearsed row. */
export const useFieldWords = (): {
  name(field: string, label?: string | null): string
  value(field: string, value: string, type?: Change['type']): string
} => {
  const { t } = useTranslation(['imports', 'common', 'settings'])
  const formats = useFormats()
  const noMail = (text: string): string => {
    const [, code, at = '', address] = noMailPattern.exec(text) ?? []
    const known = suppressionReason.options.find((one) => one === code)
    if (known === undefined) return text
    const day = formats.day(formats.dayOf(Date.parse(at)), 'long')
    return t('noMail', { address, reason: t(`settings:suppressions.reason.${known}`, { day }) })
  }
  return {
    name: (field, label = null) => {
      if (label !== null && label !== '') return label
      const known = fieldNames.find((name) => name === field)
      return known === undefined ? field : t(`field.${known}`)
    },
    value: (field, value, type = null) => {
      if (type === 'number' || type === 'money') return figure(value, formats)
      if (field === 'noMail') return noMail(value)
      if (field === 'stage' && isStage(value)) return t(`common:stages.${value}`)
      const kind = field === 'kind' ? kinds.find((one) => one === value) : undefined
      if (kind !== undefined) return t(`common:kinds.${kind}`)
      if (yesOrNo.has(field) && (value === 'true' || value === 'false')) {
        return t(value === 'true' ? 'common:yes' : 'common:no')
      }
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
    const found = row.companyFound
    const company = found === null ? '' : t(`row.company.${found.by}`, { name: found.name })
    const parts = [place, earlier, reason, company].filter((part) => part !== '')
    return `${parts.join(t('row.gap'))}${t('row.stop')}`
  }
}

/** Says why a row may be about somebody. */
export const useCandidateWords = (): ((candidate: Candidate) => string) => {
  const { t } = useTranslation('imports')
  return ({ reasons }) => {
    const told = reasons.filter((reason) => reason !== 'shared-point')
    const isNameAlone = told.length === 1 && told[0] === 'same-name'
    const words = told.map((reason) => t(`similar.${reason}`))
    const text = isNameAlone ? t('similar.same-name-alone') : words.join(t('similar.and'))
    return text.charAt(0).toLocaleUpperCase() + text.slice(1)
  }
}

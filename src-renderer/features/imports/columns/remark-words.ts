import { useTranslation } from 'react-i18next'
import { useFormats } from '#renderer/ui/format.ts'
import { useViewLocale } from '#renderer/ui/view-locale.ts'
import { displayNames } from '#shared/domain/intl.ts'
import type { Column, Remark, Target } from '../import-types.ts'
import { withCallingCode } from '../read/format-words.ts'
import { keyOfTarget, newFieldOf } from './target-choices.ts'

const types = ['text', 'number', 'money', 'date', 'boolean', 'choice', 'link'] as const

/** What there is to say about a column, and whether the owner should look at it. */
export interface RemarkText {
  readonly text: string
  readonly isWarning: boolean
}

/** Says what becomes of a column: what was found in it, else what its target does. */
export const useRemarks = (): ((column: Column, target: Target, name: string) => RemarkText) => {
  const { t } = useTranslation(['imports', 'settings'])
  const formats = useFormats()
  const kind = (value: string | null): string => {
    const type = types.find((one) => one === value)
    return type === undefined ? (value ?? '') : t(`settings:fields.types.${type}`)
  }
  const language = useViewLocale((locale) => locale.language)
  const said = ({ code, value }: Remark): string => {
    if (code === 'type') return kind(value)
    if (code !== 'phones-of-country') return value ?? ''
    const name = displayNames(language, { type: 'region' }).of(value ?? '')
    return withCallingCode(value ?? '', name ?? '')
  }
  const one = (remark: Remark, field: Target['field']): string => {
    const { code, count } = remark
    return t(
      code === 'added-to-notes' && field !== 'notes' ? 'remarks.not-understood' : `remarks.${code}`,
      {
        count,
        number: formats.number(count),
        value: said(remark),
      },
    )
  }
  return (column, target, name) => {
    const repeats = column.remarks.filter(({ code }) => code === 'repeats-above')
    const isSuggested = keyOfTarget(target) === keyOfTarget(column.target)
    if (isSuggested && column.remarks.length > 0 && target.field !== 'named-note') {
      return {
        text: column.remarks.map((remark) => one(remark, target.field)).join(t('remarks.and')),
        isWarning: column.remarks.some(({ isWarning }) => isWarning),
      }
    }
    const created = newFieldOf(target)
    if (created !== null && target.field === 'custom-field') {
      return { text: t('remarks.type', { value: kind(created.type) }), isWarning: false }
    }
    const said = [
      t(`remark.${target.field}`, { name }),
      ...repeats.map((each) => one(each, target.field)),
    ]
    return { text: said.join(t('remarks.and')), isWarning: repeats.length > 0 }
  }
}

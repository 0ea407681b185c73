import { useTranslation } from 'react-i18next'
import type { MergeField } from '#shared/domain/merge-fields.ts'
import type { FieldUse } from './field-text.ts'

/** Says a field in words: its name, and with its other word "given name, else “there”". */
export const useFieldWords = (): {
  readonly name: (field: MergeField) => string
  readonly chip: (use: FieldUse) => string
} => {
  const { t } = useTranslation('emails')
  const name = (field: MergeField): string => t(`field.${field}`)
  return {
    name,
    chip: ({ field, fallback }) =>
      fallback === '' ? name(field) : t('fieldElse', { field: name(field), word: fallback }),
  }
}

import { useTranslation } from 'react-i18next'
import { useFormats } from '#renderer/ui/format.ts'

/** What a column is called on screen: its name in the file, or its place. */
export const useColumnName = (): ((column: { index: number; header: string }) => string) => {
  const { t } = useTranslation('imports')
  const formats = useFormats()
  return ({ index, header }) =>
    header === '' ? t('columns.unnamed', { number: formats.number(index + 1) }) : header
}

import { useTranslation } from 'react-i18next'
import type { Output } from '#shared/contract/index.ts'

/** One operation as History lists it. */
export type OperationFacts = Output<'history.list'>['operations'][number]

/** Says in words what an operation did: `history:labels.<slice>.<code>` with its numbers. */
export const useOperationWords = (): ((operation: OperationFacts) => string) => {
  const { i18n } = useTranslation('history')
  return (operation) => {
    const key = `history:labels.${operation.code}`
    const count =
      typeof operation.numbers.count === 'number' ? operation.numbers.count : operation.contactCount
    const values = { ...operation.numbers, count, name: operation.contacts[0]?.name ?? '' }
    // Codes come from the log, so the key is only known at run time.
    const translate = i18n.t as (key: string, values: object) => string
    return i18n.exists(key, values)
      ? translate(key, values)
      : translate('history:labels.other', values)
  }
}

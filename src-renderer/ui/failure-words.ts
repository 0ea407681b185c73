import { useTranslation } from 'react-i18next'

/** The sentence for a failure that any call may meet; features have words for their own codes. */
export const useFailureWords = (): ((code: string) => string) => {
  const { t } = useTranslation('common')
  return (code) => {
    switch (code) {
      case 'unreachable':
      case 'rebuilding':
      case 'not-open':
      case 'disk-full':
      case 'unauthorized':
      case 'invalid-input':
      case 'bug':
        return t(`failures.${code}`)
      default:
        return t('failures.other')
    }
  }
}

/** The code in the outcome of a job that failed. */
export const failureCodeOf = (outcome: unknown): string =>
  typeof outcome === 'object' &&
  outcome !== null &&
  'code' in outcome &&
  typeof outcome.code === 'string'
    ? outcome.code
    : 'bug'

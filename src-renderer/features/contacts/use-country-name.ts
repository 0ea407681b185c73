import { useMemo } from 'react'
import { useViewLocale } from '#renderer/ui/view-locale.ts'
import { displayNames } from '#shared/domain/intl.ts'

const nameIn = (names: Intl.DisplayNames, code: string): string => {
  try {
    return names.of(code) ?? code
  } catch {
    return code
  }
}

/** Names of countries (ISO 3166) in the owner's language. */
export const useCountryName = (): ((code: string) => string) => {
  const language = useViewLocale((locale) => locale.language)
  return useMemo(() => {
    const names = displayNames(language, { type: 'region' })
    return (code) => nameIn(names, code)
  }, [language])
}

/** Names of languages (BCP 47) in the owner's language. */
export const useLanguageName = (): ((code: string) => string) => {
  const language = useViewLocale((locale) => locale.language)
  return useMemo(() => {
    const names = displayNames(language, { type: 'language' })
    return (code) => nameIn(names, code)
  }, [language])
}

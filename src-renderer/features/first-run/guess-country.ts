import { countryCodes } from '#shared/domain/countries.ts'

/** The owner's likely country from the browser's languages; null when they name none. */
export const guessCountry = (languages: readonly string[]): string | null => {
  for (const language of languages) {
    const region = regionOf(language)
    if (region !== undefined && countryCodes.includes(region)) return region
  }
  return null
}

const regionOf = (language: string): string | undefined => {
  try {
    const locale = new Intl.Locale(language)
    return locale.region ?? (locale.language === 'zh' ? locale.maximize().region : undefined)
  } catch {
    return undefined
  }
}

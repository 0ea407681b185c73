import i18next, { type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Language } from '#renderer/ui/view-locale.ts'
import { type english, languageResources } from '#shared/i18n/resources.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common'
    returnNull: false
    resources: typeof english
  }
}

/** The language to start with before preferences are known: the browser's, else English. */
export const browserLanguage = (): Language =>
  navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'

const fixedT = i18next.getFixedT.bind(i18next)

/** Makes the words available to every component; the text is there before the first paint. */
export const startTranslations = (language: Language): i18n => {
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    resources: languageResources,
    ns: Object.keys(languageResources.en),
    defaultNS: 'common',
    interpolation: { escapeValue: false },
    returnNull: false,
    initAsync: false,
  })
  speakAsOfNow()
  document.documentElement.lang = language
  return i18next
}

/**
 * Makes every `t` of a component speak the language of the moment in which it is called. React's
 * binding fixes it to that of the drawing before: words that are made later, as those of a toast
 * that stands while the owner switches, would come in the old one.
 */
const speakAsOfNow = (): void => {
  const asOfNow = (language: unknown, ...rest: readonly unknown[]): unknown =>
    Reflect.apply(fixedT, i18next, [language === i18next.language ? null : language, ...rest])
  // The same function: another language than the current one stays what it is.
  i18next.getFixedT = asOfNow as i18n['getFixedT']
}

/** Switches every word on screen, without restart. */
export const switchLanguage = async (language: Language): Promise<void> => {
  document.documentElement.lang = language
  if (i18next.language !== language) await i18next.changeLanguage(language)
}

import { languageResources } from '#shared/i18n/resources.ts'

/** What a column without a name is called, before its number, in the language of the machine. */
export const columnWordOf = (language: 'system' | keyof typeof languageResources | undefined) => {
  const spoken = language === undefined || language === 'system' ? systemLanguage() : language
  return languageResources[spoken].common.columnWord
}

const systemLanguage = (): keyof typeof languageResources =>
  new Intl.DateTimeFormat().resolvedOptions().locale.startsWith('zh') ? 'zh-CN' : 'en'

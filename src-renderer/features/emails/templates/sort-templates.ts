import type { Template } from '../mail-types.ts'

type TemplateLanguage = Template['language']

/** The owner's own texts, and the shipped ones of each language. */
interface SortedTemplates {
  readonly own: readonly Template[]
  readonly shipped: readonly {
    readonly language: TemplateLanguage
    readonly templates: readonly Template[]
  }[]
}

/** Templates with those of one language first. */
export const sortTemplates = (
  templates: readonly Template[],
  first: TemplateLanguage,
): SortedTemplates => {
  const sorted = templates.toSorted(
    (a, b) => Number(b.language === first) - Number(a.language === first),
  )
  const shipped = Map.groupBy(
    sorted.filter((template) => template.id === null),
    (template) => template.language,
  )
  return {
    own: sorted.filter((template) => template.id !== null),
    shipped: [...shipped].map(([language, all]) => ({ language, templates: all })),
  }
}

/** The language to write to somebody in, of those that texts ship in. */
export const languageFor = (
  reader: string | null | undefined,
  screen: TemplateLanguage,
): TemplateLanguage => {
  if (reader === null || reader === undefined || reader.trim() === '') return screen
  return /^zh\b/iu.test(reader.trim()) ? 'zh-CN' : 'en'
}

import { languageResources } from '#shared/i18n/resources.ts'

/** Languages that a file can be written in. */
export type SheetLanguage = keyof typeof languageResources

type ExportWords = Pick<
  (typeof languageResources)['en']['exports'],
  'columns' | 'channel' | 'importance' | 'yes' | 'no' | 'fileName' | 'readme'
>

/** The words of an export in one language. */
export interface SheetWords {
  readonly exports: ExportWords
  /** The word of a code, or the code itself when nobody has a word for it. */
  stage(code: string): string
  channel(code: string): string
  kind(code: string): string
  importance(rank: number): string
  country(code: string): string
}

/** Words for headers and values; pure. */
export const sheetWords = (language: SheetLanguage): SheetWords => {
  const { exports, common } = languageResources[language]
  const lookUp = (words: Readonly<Record<string, string>>, code: string) => words[code] ?? code
  const countries = new Intl.DisplayNames([language], { type: 'region' })
  return {
    exports,
    stage: (code) => lookUp(common.stages, code),
    channel: (code) => lookUp(exports.channel, code),
    kind: (code) => lookUp(common.kinds, code),
    importance: (rank) => lookUp(exports.importance, String(rank)),
    country: (code) => countries.of(code) ?? code,
  }
}

const displayLanguages = ['en', 'zh-Hans', 'de', 'fr', 'es', 'pt', 'it', 'nl']
/** Languages that people note about people; any other one can be given by its code. */
const codes =
  'en de fr es zh pt it nl da sv no nb fi pl cs sk hu ro bg hr sr sl uk ru tr el ar he fa hi bn ur ta te th vi id ms ja ko ca eu gl ga cy is lt lv et sq mk mt af sw'.split(
    ' ',
  )
const nicknames: readonly (readonly [string, string])[] = [
  ['mandarin', 'zh'],
  ['普通话', 'zh'],
  ['汉语', 'zh'],
  ['中文', 'zh'],
  ['英文', 'en'],
  ['castellano', 'es'],
  ['castilian', 'es'],
]
const codeForm = /^[a-z]{2,3}(?:[-_][a-z0-9]{2,8}){0,3}$/iu

let known: ReadonlyMap<string, string> | undefined

/** The language (BCP 47) that a cell names, by code or by name in eight languages; else null. */
export const languageCodeOf = (cell: string): string | null => {
  const text = cell.trim()
  if (text.length > 60) return null
  const met = memo.get(text)
  if (met !== undefined) return met
  known ??= readNames()
  const found = known.get(fold(text)) ?? canonical(text)
  if (memo.size < 1000) memo.set(text, found)
  return found
}

const memo = new Map<string, string | null>()

const canonical = (text: string): string | null => {
  if (!codeForm.test(text)) return null
  try {
    return Intl.getCanonicalLocales(text.replaceAll('_', '-'))[0] ?? null
  } catch {
    // The platform throws for what has the form of a code and is none.
    return null
  }
}

const readNames = (): ReadonlyMap<string, string> => {
  const names = new Map(nicknames.map(([name, code]) => [fold(name), code]))
  for (const language of displayLanguages) {
    const inLanguage = new Intl.DisplayNames(language, { type: 'language' })
    for (const code of codes) {
      const name = fold(inLanguage.of(code) ?? code)
      // A name of three letters or fewer may be somebody's code for another language.
      if (!names.has(name) && (name.length > 3 || /\p{Script=Han}/u.test(name))) {
        names.set(name, code)
      }
    }
  }
  return names
}

const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

const languages = ['en', 'zh-Hans', 'de', 'fr', 'es', 'pt', 'it', 'nl']
const nicknames: readonly (readonly [string, string])[] = [
  ['usa', 'US'],
  ['us', 'US'],
  ['u s a', 'US'],
  ['united states of america', 'US'],
  ['america', 'US'],
  ['美国', 'US'],
  ['uk', 'GB'],
  ['great britain', 'GB'],
  ['england', 'GB'],
  ['scotland', 'GB'],
  ['wales', 'GB'],
  ['northern ireland', 'GB'],
  ['prc', 'CN'],
  ['p r china', 'CN'],
  ['中国大陆', 'CN'],
  ['holland', 'NL'],
  ['czech republic', 'CZ'],
  ['south korea', 'KR'],
  ['uae', 'AE'],
  ['brd', 'DE'],
]

/**
 * The country (ISO 3166, two letters) that a cell names, by code or by name in eight languages;
 * null when it names none.
 */
export const countryCodeOf = (cell: string): string | null => {
  const folded = fold(cell)
  if (folded === '') return null
  const names = countryNames()
  return names.get(folded) ?? names.get(folded.replace(/^the /u, '')) ?? null
}

let known: ReadonlyMap<string, string> | undefined

const countryNames = (): ReadonlyMap<string, string> => {
  known ??= readNames()
  return known
}

/** All names the platform knows; two letters that name no country come back as they are. */
const readNames = (): ReadonlyMap<string, string> => {
  const names = new Map<string, string>(nicknames)
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  const codes = letters.flatMap((first) => letters.map((second) => first + second))
  const english = new Intl.DisplayNames('en', { type: 'region' })
  const countries = codes.filter((code) => english.of(code) !== code && !notCountries.has(code))
  for (const language of languages) {
    const inLanguage = new Intl.DisplayNames(language, { type: 'region' })
    for (const code of countries) {
      const name = fold(inLanguage.of(code) ?? code)
      if (!names.has(name)) names.set(name, code)
    }
  }
  for (const code of countries) names.set(code.toLowerCase(), code)
  return names
}

/** Regions of the platform's list that are no country of an address, and former codes. */
const notCountries: ReadonlySet<string> = new Set(
  'AC AN BU CP CS DD DG EA EU EZ FX HV IC NH NT QO QU RH SU TA TP UK UN VD XA XB YD YU ZR ZZ'.split(
    ' ',
  ),
)

const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '')
    .join(' ')

import { twoLetterCodes } from './country-codes.ts'

const languages = [
  'en',
  'zh-Hans',
  'de',
  'fr',
  'es',
  'pt',
  'it',
  'nl',
  'zh-Hant',
  'ca',
  'pl',
  'tr',
  'sv',
  'da',
  'ru',
  'ja',
  'ko',
  'uk',
  'cs',
  'hu',
  'ro',
  'el',
  'fi',
  'nb',
  'vi',
  'th',
  'ar',
  'he',
]
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
  ['gb', 'GB'],
  ['united kingdom of great britain and northern ireland', 'GB'],
  ['vereinigte staaten von amerika', 'US'],
  ['ee uu', 'US'],
  ['eeuu', 'US'],
  ['etats unis d amerique', 'US'],
  ['estados unidos de america', 'US'],
  ['grossbritannien', 'GB'],
  ['schottland', 'GB'],
  ['angleterre', 'GB'],
  ['inglaterra', 'GB'],
  ['gran bretana', 'GB'],
  ['grande bretagne', 'GB'],
  ['英格兰', 'GB'],
  ['holanda', 'NL'],
  ['hollande', 'NL'],
  ['republik osterreich', 'AT'],
  ['bundesrepublik deutschland', 'DE'],
  ['federal republic of germany', 'DE'],
  ['russian federation', 'RU'],
  ['turkey', 'TR'],
  ['macedonia', 'MK'],
  ['ivory coast', 'CI'],
  ['中华人民共和国', 'CN'],
  ['香港', 'HK'],
  ['澳门', 'MO'],
  ['台湾', 'TW'],
  ['hong kong', 'HK'],
  ['macau', 'MO'],
  ['prc', 'CN'],
  ['people s republic of china', 'CN'],
  ['mainland china', 'CN'],
  ['china mainland', 'CN'],
  ['viet nam', 'VN'],
  ['republic of korea', 'KR'],
  ['korea republic of', 'KR'],
  ['korea', 'KR'],
  ['p r china', 'CN'],
  ['中国大陆', 'CN'],
  ['holland', 'NL'],
  ['czech republic', 'CZ'],
  ['south korea', 'KR'],
  ['uae', 'AE'],
  ['brd', 'DE'],
  // As on cars, which is how German addresses wrote them for decades.
  ['d', 'DE'],
  ['a', 'AT'],
  ['f', 'FR'],
  ['i', 'IT'],
  ['e', 'ES'],
  ['b', 'BE'],
  ['l', 'LU'],
  ['p', 'PT'],
]

/**
 * The country (ISO 3166, two letters) that a cell names, by code (two letters or three) or by
 * name in some thirty languages; null when it names none.
 */
export const countryCodeOf = (cell: string): string | null => {
  const known = memo.get(cell)
  if (known !== undefined) return known
  const found = lookUp(cell)
  if (memo.size >= 5000) memo.clear()
  memo.set(cell, found)
  return found
}

const memo = new Map<string, string | null>()

const lookUp = (cell: string): string | null => {
  if (cell.length > 100 || /\d/u.test(cell)) return null
  const folded = fold(cell)
  if (folded === '') return null
  const all = countryNames()
  return all.get(folded) ?? all.get(folded.replace(/^the /u, '')) ?? null
}

let names: ReadonlyMap<string, string> | undefined

const countryNames = (): ReadonlyMap<string, string> => {
  names ??= readNames()
  return names
}

/** All names the platform knows; two letters that name no country come back as they are. */
const readNames = (): ReadonlyMap<string, string> => {
  const found = new Map<string, string>(nicknames)
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  const codes = letters.flatMap((first) => letters.map((second) => first + second))
  const english = new Intl.DisplayNames('en', { type: 'region' })
  const countries = codes.filter((code) => english.of(code) !== code && !notCountries.has(code))
  for (const language of languages) {
    const inLanguage = new Intl.DisplayNames(language, { type: 'region' })
    for (const code of countries) {
      const name = fold(inLanguage.of(code) ?? code)
      if (!found.has(name)) found.set(name, code)
    }
  }
  for (const code of countries) found.set(code.toLowerCase(), code)
  for (const [three, two] of twoLetterCodes) found.set(three.toLowerCase(), two)
  return found
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
    .replace(/ß/gu, 'ss')
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '')
    .join(' ')

import { brazilian, ofProvinces, polish, russian } from './address-forms.ts'
import { isTown, streetWord, type WholeAddress } from './address-parts.ts'
import { countryCodeOf } from './country-names.ts'

const states = new Set(
  (
    'AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ ' +
    'NM NY NC ND OH OK OR PA PR RI SC SD TN TX UT VT VA WA WV WI WY'
  ).split(' '),
)
/** Countries where the number of a house stands first, so that `1234 Kingsway` is a street. */
const numberFirst = new Set(
  'US CA GB IE AU NZ IN PK BD LK ZA NG KE GH PH SG MY HK JM TT'.split(' '),
)
const british = new Set(['GB', 'GG', 'IM', 'JE'])

/** A part of a house and no street. */
const unitWord =
  /^(?:\d+(?:st|nd|rd|th)?\s+)?(?:suite|ste|apt|apartment|unit|floor|fl|flat|room|rm|building|bldg|block|lot|plot|office|box|p\.?\s?o\.?|shop|tower|level|order|nr|no|#)(?!\p{L})/iu

const isPlainTown = (text: string): boolean => isTown(text) && !streetWord.test(text)

/** `74523 Schwäbisch Hall`, `D-04109 Leipzig`, `1015 CJ Amsterdam`, `00-021 Warszawa`. */
const codeAndTown =
  /^((?:[A-Z]{1,2}-)?(?:\d{4} ?[A-Z]{2}|\d{4}-\d{3}|\d{2}-\d{3}|\d{3} \d{2}|\d{4,5}))\s+(\p{Lu}.*?)(\s+cedex(?:\s+\d{1,2})?)?$/iu
/** `Hauptstr. 2`, `Lindenweg 12 a`, `Straße 1/2/3`; `12 rue de la Paix`. */
const numberBehind = /^\p{L}.*?[\s,]\d{1,4}\s?\p{L}?(?:\s?[-–/]\s?\d{1,4}\p{L}?)*(?:,.*)?$/u
const numberBefore = /^\d{1,4}(?:\s?(?:bis|ter|[a-d]))?,?\s+\p{L}/iu

const continental = (parts: readonly string[], country: string | null): WholeAddress | null => {
  if (country !== null && numberFirst.has(country)) return null
  const [, postalCode, town, cedex = ''] = codeAndTown.exec(parts.at(-1) ?? '') ?? []
  const street = parts.slice(0, -1).join(', ')
  if (postalCode === undefined || town === undefined || !isPlainTown(town)) return null
  if (!/^\p{Lu}/u.test(town) || unitWord.test(street)) return null
  const isStreet =
    numberBehind.test(street) || (numberBefore.test(street) && streetWord.test(street))
  return isStreet ? { street, postalCode, city: `${town}${cedex}`, region: null } : null
}

const american = (parts: readonly string[], country: string | null): WholeAddress | null => {
  if (country !== null && country !== 'US' && country !== 'PR') return null
  // `IL, 62704`
  const isApart = /^\d{5}(?:-\d{4})?$/u.test(parts.at(-1) ?? '')
  const joined = isApart ? [...parts.slice(0, -2), parts.slice(-2).join(' ')] : parts
  const [, town, region, postalCode] =
    /^(?:(.+?)\s+)?([A-Z]{2})\s+(\d{5}(?:-\d{4})?)$/u.exec(joined.at(-1) ?? '') ?? []
  const rest = town === undefined ? joined.slice(0, -1) : [...joined.slice(0, -1), town]
  const city = rest.at(-1) ?? ''
  const street = rest.slice(0, -1).join(', ')
  if (region === undefined || postalCode === undefined || !states.has(region)) return null
  // Behind the street, not before the state, a town may be the end of it: `12 Elm Ave Reno NV`.
  if (town !== undefined && !isPlainTown(town)) return null
  // Italians write the number behind the street, and some of their provinces are states.
  return isTown(city) && /^\d+\w?\s+\S/u.test(street) ? { street, postalCode, city, region } : null
}

const britishCode = /^(?:(.*?)[\s]+)?([A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})$/u

const unitedKingdom = (parts: readonly string[], country: string | null): WholeAddress | null => {
  if (country !== null && !british.has(country)) return null
  const [, before, postalCode] = britishCode.exec(parts.at(-1) ?? '') ?? []
  if (postalCode === undefined) return null
  const rest = before === undefined ? parts.slice(0, -1) : [...parts.slice(0, -1), before]
  const city = rest.at(-1) ?? ''
  const streets = rest.slice(0, -1)
  // What has no number may be a village, and what stands behind it a county.
  const areStreets = streets.length > 0 && streets.every((part) => /\d/u.test(part))
  return areStreets && isPlainTown(city)
    ? { street: streets.join(', '), postalCode, city, region: null }
    : null
}

const longestAddress = 200

/** Codes that nothing else in an address looks like: those of Poland, Portugal, the Netherlands. */
const certainCode = /^(.*?\p{L}.*?)\s+(\d{2}-\d{3}|\d{4}-\d{3}|\d{4} [A-Z]{2})\s+(\p{Lu}[^\d,]*)$/u
const plainCode = /^(.*?\p{L}.*?)\s+((?:[A-Z]{1,2}-)?\d{5})\s+(\p{Lu}[^\d,]*)$/u
/** Streets of countries with five figures, where the number stands behind the street's name. */
const plainStreet =
  /(?:str\.|stra(?:ß|ss)e|weg|platz|gasse|allee|ring|damm|ufer)\s+\d{1,4}\s?\p{L}?$|^(?:via|viale|corso|piazza|calle|c\/|avenida|paseo|plaza)\s.*\s\d{1,4}$|^\d{1,4}(?:\s?(?:bis|ter))?\s+(?:rue|avenue|av\.?|bd\.?|boulevard|chemin|impasse|allée|place|route|quai)\s/iu

/** `ul. Lipowa 2/3 00-021 Warszawa`, `Hauptstr. 2 74523 Hall`: nothing stands between the parts. */
const withoutSigns = (text: string): readonly string[] | null => {
  const [, street = '', code = '', town = ''] = certainCode.exec(text) ?? plainCode.exec(text) ?? []
  const isCertain = certainCode.test(text) ? /\d/u.test(street) : plainStreet.test(street)
  return isCertain && town !== '' ? [street, `${code} ${town}`] : null
}

/** The parts of a whole address, and the country that stands behind it. */
export interface SplitAddress extends WholeAddress {
  /** ISO 3166; null where the address ends with its town. */
  readonly country: string | null
}

/**
 * The parts of `Hauptstr. 2, 74523 Schwäbisch Hall`, `123 Main St, Springfield, IL 62704, USA` and
 * `12 High St, London SW1A 1AA`; null where it is not certain which is which.
 *
 * `country` is the one that the row names (two letters); null when it names none.
 */
export const splitWholeAddress = (text: string, country: string | null): SplitAddress | null => {
  if (text.length > longestAddress || /[;|]/u.test(text)) return null
  const parts = partsOf(text)
  const behind = parts.length > 2 ? countryCodeOf(parts.at(-1) ?? '') : null
  if (behind !== null && (country === null || country === behind)) {
    const without = parts.slice(0, -1)
    const found = splitParts(without, { text: without.join(', '), country: behind })
    if (found !== null) return { ...found, country: behind }
  }
  const found = splitParts(parts, { text, country })
  return found === null ? null : { ...found, country: null }
}

const partsOf = (text: string): readonly string[] => {
  const parts = text.split(/\s*[,\n]\s*/u)
  return parts.length > 1 ? parts : (withoutSigns(text) ?? parts)
}

const splitParts = (
  parts: readonly string[],
  { text, country }: { readonly text: string; readonly country: string | null },
): WholeAddress | null => {
  const isOf = (code: string): boolean => country === null || country === code
  const inBrazil = isOf('BR') ? brazilian(text) : null
  if (inBrazil !== null) return inBrazil
  if (parts.length < 2 || parts.some((part) => part === '')) return null
  return (
    american(parts, country) ??
    ofProvinces(parts, country) ??
    unitedKingdom(parts, country) ??
    continental(parts, country) ??
    (isOf('PL') ? polish(parts) : null) ??
    (isOf('RU') ? russian(parts) : null)
  )
}

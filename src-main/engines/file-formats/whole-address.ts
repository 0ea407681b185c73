/** The parts of an address that stood in one cell, each as it was typed. */
export interface WholeAddress {
  readonly street: string
  readonly postalCode: string
  readonly city: string
  readonly region: string | null
}

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

/** Words by which something is a street and no town, or a part of a house and no street. */
const streetWord =
  /(?<!\p{L})(?:st|street|rd|road|ave?|avenue|avenida|blvd|boulevard|dr|drive|ln|lane|way|ct|court|pl|place|pkwy|parkway|hwy|highway|ter|terrace|cir|circle|sq|square|broadway|row|close|crescent|gardens|mews|rue|chemin|calle|via|viale|corso|rua|ul|ulica|plaza|piazza)\.?(?!\p{L})/iu
const unitWord =
  /^(?:\d+(?:st|nd|rd|th)?\s+)?(?:suite|ste|apt|apartment|unit|floor|fl|flat|room|rm|building|bldg|block|lot|plot|office|box|p\.?\s?o\.?|shop|tower|level|order|nr|no|#)(?!\p{L})/iu

const isTown = (text: string): boolean =>
  text.length <= 60 && /^\p{Script=Latin}[\p{Script=Latin}\p{M} .'’()/-]*$/u.test(text)
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
  const [, region, postalCode] =
    /^([A-Z]{2}),?\s+(\d{5}(?:-\d{4})?)$/u.exec(parts.at(-1) ?? '') ?? []
  const city = parts.at(-2) ?? ''
  const street = parts.slice(0, -2).join(', ')
  if (region === undefined || postalCode === undefined || !states.has(region)) return null
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

/**
 * The parts of `Hauptstr. 2, 74523 Schwäbisch Hall`, `123 Main St, Springfield, IL 62704` and
 * `12 High St, London SW1A 1AA`; null where it is not certain which is which.
 *
 * `country` is the one that the row names (two letters); null when it names none.
 */
export const splitWholeAddress = (text: string, country: string | null): WholeAddress | null => {
  if (text.length > longestAddress || !/[,\n]/u.test(text) || /[;|]/u.test(text)) return null
  const parts = text.split(/\s*[,\n]\s*/u)
  if (parts.length < 2 || parts.some((part) => part === '')) return null
  return american(parts, country) ?? unitedKingdom(parts, country) ?? continental(parts, country)
}

import { isTown, streetWord, type WholeAddress } from './address-parts.ts'

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '))

const brazilianStates = setOf(
  'AC AL AP AM BA CE DF ES GO MA MT MS MG PA PB PR PE PI RJ RN RS RO RR SC SP SE TO',
)
/** `Curitiba - PR, 80010-000`, `Curitiba/PR CEP: 80010-000`. */
const codeLast = /^(.+?)[\s,]*[-/,][\s]*([A-Z]{2})[\s,;.–-]*(?:CEP[:.]?\s*)?(\d{5}-\d{3})[\s,.]*$/iu
/** `80010-000 Curitiba - PR`. */
const codeFirst =
  /^(.+?)[\s,;–-]+(?:CEP[:.]?\s*)?(\d{5}-\d{3})[\s,;–-]+([^,\d]+?)\s*[-/,]\s*([A-Z]{2})$/iu

/** The state and the postal code of Brazil have forms that no other country's have together. */
export const brazilian = (text: string): WholeAddress | null => {
  if (!/\d{5}-\d{3}(?!\d)/u.test(text)) return null
  const line = text.replace(/\s*\n\s*/gu, ', ')
  const [, before = '', city = '', state = '', postalCode = ''] = brazilianParts(line)
  const region = state.toUpperCase()
  const street = before.replace(/[\s,;–-]+$/u, '')
  const isStreet = /\d|\bs\/n\b/iu.test(street) && /\p{L}/u.test(street)
  return brazilianStates.has(region) && isTown(city) && isStreet
    ? { street, postalCode, city, region }
    : null
}

/** Whole, street, town, state, code; nothing where it is none. */
const brazilianParts = (line: string): readonly string[] => {
  const first = codeFirst.exec(line)
  if (first !== null) return [line, first[1] ?? '', first[3] ?? '', first[4] ?? '', first[2] ?? '']
  const last = codeLast.exec(line)
  if (last === null) return []
  const [, front = '', state = '', code = ''] = last
  const [, street = '', city = ''] = /^(.*)(?:,|\s[-–])\s*([^,]+?)$/u.exec(front) ?? []
  return [line, street, city, state, code]
}

const canadian =
  /^(?:(.+?)\s+)?(AB|BC|MB|NB|NL|NS|NT|NU|ON|PE|QC|SK|YT)[\s,]+([ABCEGHJ-NPRSTVXY]\d[A-Z] ?\d[A-Z]\d)$/iu
const australian = /^(?:(.+?)\s+)?(NSW|VIC|QLD|SA|WA|TAS|ACT|NT)[\s,]+(\d{4})$/u

/** `12 High St, Richmond VIC 3121`, `123 Main St, Toronto, ON M5V 2T6`. */
export const ofProvinces = (
  parts: readonly string[],
  country: string | null,
): WholeAddress | null =>
  byState(parts, country === null || country === 'CA' ? canadian : null) ??
  byState(parts, country === null || country === 'AU' ? australian : null)

const byState = (parts: readonly string[], form: RegExp | null): WholeAddress | null => {
  if (form === null) return null
  const last = parts.at(-1) ?? ''
  // `ON, M5V 2T6`
  const joined = form.test(last) ? parts : [...parts.slice(0, -2), parts.slice(-2).join(' ')]
  const [, town, region, postalCode] = form.exec(joined.at(-1) ?? '') ?? []
  if (region === undefined || postalCode === undefined) return null
  const rest = town === undefined ? joined.slice(0, -1) : [...joined.slice(0, -1), town]
  const city = rest.at(-1) ?? ''
  const street = rest.slice(0, -1).join(', ')
  const isSure = isTown(city) && !streetWord.test(city) && /\d/u.test(street)
  return isSure ? { street, postalCode, city, region: region.toUpperCase() } : null
}

const polishStreet = /^(?:ul|al|pl|os|aleja|aleje|ulica|plac|osiedle)\.?\s+\p{L}.*\d/iu

/** `Kraków, ul. Lipowa 10`: in Polish the town may lead. */
export const polish = (parts: readonly string[]): WholeAddress | null => {
  const [first = '', ...rest] = parts
  const [, code, town] = /^(?:(\d{2}-\d{3})\s+)?(.+)$/u.exec(first) ?? []
  const street = rest.join(', ')
  return town !== undefined && isTown(town) && !streetWord.test(town) && polishStreet.test(street)
    ? { street, postalCode: code ?? null, city: town, region: null }
    : null
}

const russianTown = /^(?:г|гор|город)\.?\s*(\p{Script=Cyrillic}[\p{Script=Cyrillic} .-]{1,50})$/iu
const russianStreet =
  /^(?:ул|улица|пр|просп|проспект|пр-т|пр-кт|пер|переулок|пл|площадь|б-р|бул|бульвар|наб|набережная|ш|шоссе|проезд|пр-д|мкр|микрорайон|тракт)[\s.]|\s(?:ул|улица|проспект|пр-т|пр-кт|переулок|пер|шоссе|бульвар|набережная|проезд)\.?$/iu

/** `115035, г. Москва, ул. Садовническая, д. 1`: what stands before the town is its region. */
export const russian = (parts: readonly string[]): WholeAddress | null => {
  const [first = ''] = parts
  const code = /^\d{6}$/u.test(first) ? first : null
  const named = code === null ? parts : parts.slice(1)
  const at = named.findIndex((part) => russianTown.test(part))
  const [, city = ''] = russianTown.exec(named[at] ?? '') ?? []
  const regions = named.slice(0, Math.max(0, at))
  const streets = named.slice(at + 1)
  const isRegion = (part: string): boolean =>
    /(?:обл|область|край|респ|республика|россия|рф|р-н|район)(?!\p{L})/iu.test(part)
  if (at === -1 || !regions.every(isRegion) || !russianStreet.test(streets[0] ?? '')) return null
  return {
    street: streets.join(', '),
    postalCode: code,
    city,
    region: regions.length === 0 ? null : regions.join(', '),
  }
}

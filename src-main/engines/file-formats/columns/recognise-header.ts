import { remember } from '#shared/domain/remember.ts'
import { ownField } from '../own-export/own-fields.ts'
import { addressWords } from './address-words.ts'
import { usualColumnWords } from './column-names/all-languages.ts'
import {
  type ColumnField,
  type ColumnTarget,
  type CustomFieldType,
  columnWords,
} from './column-words.ts'
import { cutName, indexNames, type NameIndex } from './cut-names.ts'
import { fieldWords, programWords } from './field-words.ts'
import { wordsOf } from './header-words.ts'
import { numberedColumn } from './numbered-columns.ts'
import { placedAddress } from './placed-address.ts'
import { eitherOf, placeOf } from './several-words.ts'
import { namesWithoutWhose } from './whose-words.ts'

/** A column recognised by its name alone. */
export interface RecognisedColumn {
  readonly target: ColumnTarget
  /** False when nobody writes such a name. */
  readonly isKnown: boolean
  /** It is about somebody else than the row. */
  readonly isOther?: boolean
  /** The fact that an earlier column of the file already is. */
  readonly secondOf?: ColumnField
  /** Of a custom field: what its values usually are; absent when the name does not tell. */
  readonly type?: CustomFieldType | undefined
}

/** Fields of which a contact has one; the first column gets it. */
export const singleFields: ReadonlySet<ColumnField> = new Set([
  'display-name',
  'given-name',
  'middle-name',
  'family-name',
  'nickname',
  'company',
  'job-title',
  'birthday',
  'stage',
  'source',
  'language',
  'kind',
  'importance',
  'preferred-channel',
  'time-zone',
  'do-not-contact',
  'created-at',
  'uid',
  'company-uid',
  'stage-history',
  'relations',
  'no-mail',
  'own-id',
])

const unknown: RecognisedColumn = { target: { field: 'named-note' }, isKnown: false }
/** A column whose name is known. */
export const knownAs = (target: ColumnTarget): RecognisedColumn => ({ target, isKnown: true })

/** Longer than any name of a column: a text that stands where one may be. */
const longestHeader = 500

/** What a name means when nothing else is known of its file; `words` when they are not its own. */
export const recogniseHeader = (header: string, words?: readonly string[]): RecognisedColumn => {
  if (words !== undefined) return readHeader(header, words)
  return header.length > longestHeader ? readHeader(header, wordsOf(header)) : byName(header)
}

/** While it is found out how a file is to be read, the same cells are asked about many times. */
const byName = remember((header) => readHeader(header, wordsOf(header)))

const readHeader = (header: string, words: readonly string[]): RecognisedColumn => {
  // The choices of a field may make its name a long one.
  const field = ownField(header)
  if (field !== null) return knownAs(field)
  if (header.length > longestHeader) return unknown
  const exact = exactNames.get(header.trim().normalize('NFC'))
  if (exact !== undefined) return knownAs(exact)
  if (numberSign.test(header) && words.length > 0) return readNumber(words)
  const numbered = numberedColumn(words)
  if (numbered !== null) return knownAs(numbered)
  const bare = wordsOf(header.replace(inBrackets, ' '))
  return (
    lookUp(words) ??
    lookUp(bare) ??
    bothNames(words) ??
    ofSender(words) ??
    lessOf(words) ??
    unhumped(header) ??
    severalNames(header) ??
    placed(words) ??
    cutName(header, (known ??= readNames()).names) ??
    unknown
  )
}

const numberSign = /#\s*$/u

/** `Phone #` is a phone, `Attendee #` a number and nobody's name. */
const readNumber = (words: readonly string[]): RecognisedColumn => {
  const found = readHeader('', [...words, 'number'])
  if (found.isKnown) return found
  const plain = readHeader('', words)
  return /name$|^company$/u.test(plain.target.field) ? unknown : plain
}

/** `Adresse de livraison`, `Rechnungsadresse`. */
const placed = (words: readonly string[]): RecognisedColumn | undefined => {
  const target = placedAddress(words, (parts) => (lookUp(parts) ?? withoutNumber(parts))?.target)
  return target === undefined ? undefined : knownAs(target)
}

/** `Telefon/Handy`, `PLZ/Ort`: several names in one. */
const severalNames = (header: string): RecognisedColumn | undefined => {
  const targetOf = (words: readonly string[]): ColumnTarget | undefined =>
    (lookUp(words) ?? lessOf(words))?.target
  const target = eitherOf(header, targetOf) ?? placeOf(header, targetOf)
  return target === undefined ? undefined : knownAs(target)
}

/** `NombreCliente`, `IDCliente`: a name as databases have it. */
const unhumped = (header: string): RecognisedColumn | undefined => {
  const words = wordsOf(
    header.replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ').replace(/(?<=\p{Lu})(?=\p{Lu}\p{Ll})/gu, ' '),
  )
  return lookUp(words) ?? lessOf(words)
}

const joining = new Set('and y e i a og och en et und si'.split(' '))

/** `Nombres y Apellidos`, `Ime Prezime`: given and family name in one column. */
const bothNames = (words: readonly string[]): RecognisedColumn | undefined => {
  const parts = words.filter((word) => !joining.has(word))
  if (parts.length !== 2) return undefined
  const fields = parts.map((word) => lookUp([word])?.target.field)
  const other = fields[0] === 'family-name' ? fields[1] : fields[0]
  const isBoth =
    fields.includes('family-name') && (other === 'given-name' || other === 'display-name')
  return isBoth ? knownAs({ field: 'display-name' }) : undefined
}

const senders = new Set([
  'return',
  'sender',
  'shipper',
  'absender',
  'expediteur',
  'remitente',
  'mittente',
])

/** `return_phone`, `Sender name`: whoever sends is the owner, in every row. */
const ofSender = ([first = '', ...rest]: readonly string[]): RecognisedColumn | undefined => {
  const found = senders.has(first) && rest.length > 0 ? (lookUp(rest) ?? lessOf(rest)) : undefined
  return found === undefined ? undefined : knownAs({ field: 'custom-field' })
}

/** What a name means without the words that only say which one or whose it is. */
const lessOf = (words: readonly string[]): RecognisedColumn | undefined =>
  withoutNumber(words) ?? withoutRank(words) ?? withoutHandle(words) ?? withoutWhose(words)

/** Names that mean this only as they are written here. */
const exactNames: ReadonlyMap<string, ColumnTarget> = new Map<string, ColumnTarget>([
  // In Spanish, without the accent, it is an anniversary.
  ['Aniversário', { field: 'birthday' }],
  ['aniversário', { field: 'birthday' }],
  ['ANIVERSÁRIO', { field: 'birthday' }],
  // In Brazil, in capitals, it is the postal code.
  ['Cep', { field: 'phone', label: 'mobile' }],
  ['〒', { field: 'address-postal-code' }],
  ['LINE', { field: 'messenger', service: 'line' }],
])

/** What stands in brackets explains: `Phone (required)`, `邮箱（必填）`. */
const inBrackets = /\([^)]*\)|（[^）]*）|\[[^\]]*\]|【[^】]*】/gu

const lookUp = (words: readonly string[]): RecognisedColumn | undefined => {
  known ??= readNames()
  return known.byKey.get(keyOf(words))
}

/** `Phone 2`, `手机2`: the same as without the number; of names only the first, `Name 1`. */
const withoutNumber = (words: readonly string[]): RecognisedColumn | undefined => {
  const rest = words
    .map((word) => word.replace(/(?<=\p{L})\d$/u, ''))
    .filter((word) => !/^\d$/u.test(word))
  const found = rest.length > 0 ? lookUp(rest) : undefined
  if (found === undefined || found.target.field === 'own-id') return undefined
  const isNumbered = rest.join(' ') !== words.join(' ')
  if (found.target.field === 'birthday' && isNumbered) return found
  if (numberedNames.has(found.target.field) && isFirst(words)) return found
  return singleFields.has(found.target.field) ? undefined : found
}

/** German business programs keep a name in several lines: `Name 1`; in Spain people have `Apellido 1` and `2`. */
const numberedNames: ReadonlySet<ColumnField> = new Set([
  'display-name',
  'given-name',
  'family-name',
  'company',
])
const isFirst = (words: readonly string[]): boolean =>
  [...words.join(' ').matchAll(/\d/gu)].every(([digit]) => digit === '1')

const namesOf = (words: string): ReadonlySet<string> => new Set(words.split(' '))

const ranks = namesOf(
  'primary main secondary second third alternate alternative alt additional backup other',
)

/** `secondary_phone_number`, `Alt. email`: one of several, of which a contact may have any number. */
const withoutRank = (words: readonly string[]): RecognisedColumn | undefined => {
  const rest = words.filter((word) => !ranks.has(word))
  return rest.length > 0 && rest.length < words.length ? withoutNumber(rest) : undefined
}

const handles = namesOf('url link profile page account username user handle channel')

/** `URL Facebook`, `Instagram handle`: the place is said by itself. */
const withoutHandle = (words: readonly string[]): RecognisedColumn | undefined => {
  const rest = words.filter((word) => !handles.has(word))
  const found = rest.length > 0 && rest.length < words.length ? lookUp(rest) : undefined
  return found?.target.service === undefined ? undefined : found
}

/** `Person - Phone - Work`, `nom_client`: every row is about that person anyway. */
const withoutWhose = (words: readonly string[]): RecognisedColumn | undefined => {
  for (const shorter of namesWithoutWhose(words)) {
    const found = lookUp(shorter.words) ?? withoutNumber(shorter.words)
    if (found === undefined || found.target.field === 'kind') continue
    // The person to speak to in a company is not the company.
    if (!shorter.wasBehind || found.target.field !== 'company') return found
  }
  return undefined
}

const keyOf = (words: readonly string[]): string => words.toSorted().join(' ')

interface KnownNames {
  /** By the folded words of the name; where two lists share one, the first has it. */
  readonly byKey: ReadonlyMap<string, RecognisedColumn>
  readonly names: NameIndex<RecognisedColumn>
}

const readNames = (): KnownNames => {
  const lists = [columnWords, addressWords, fieldWords, programWords, usualColumnWords]
  const names = lists.flat().flatMap((entry) => {
    const column = { target: entry.target, type: entry.type, isKnown: true }
    return entry.names.split('|').map((name) => ({ words: wordsOf(name), column }))
  })
  const entries = names.map(({ words, column }) => [keyOf(words), column] as const)
  return { byKey: new Map(entries.toReversed()), names: indexNames(names) }
}

/** Read when the first header is: who starts Kith waits for no list. */
let known: KnownNames | undefined

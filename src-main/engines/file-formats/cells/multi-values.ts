import { isBlankText, oneLine, uniqueBy, visible } from './cell-values.ts'

/** Where one cell holds several values: Google joins them with `:::`. */
const googleSeparator = ':::'
const listSeparator = /:::|[,;|，；、\n]/u
const hasSeparator = /[:,;|，；、\n]/u
const systemGroup = /^my\s?contacts$/iu

/** The values of a cell that Google's `:::` joins. */
export const splitJoined = (cell: string): string[] => {
  if (!cell.includes(googleSeparator)) {
    const one = cell.trim()
    return one === '' ? [] : [one]
  }
  return cell
    .split(googleSeparator)
    .map((value) => value.trim())
    .filter((value) => value !== '')
}

/** Names of tags; Google's own group of everybody (`* myContacts`) is none. */
export const readTags = (cell: string): readonly string[] => {
  const known = tagMemo.get(cell)
  if (known !== undefined) return known
  const parts = hasSeparator.test(cell) ? cell.split(listSeparator) : [cell]
  const names = parts
    .map((name) => oneLine(name.replace(aroundTag, '')))
    .filter((name) => name !== '' && !isBlankText(name) && !systemGroup.test(name))
  const tags = uniqueBy(names, (name) => name.toLowerCase())
  if (tagMemo.size >= 5000) tagMemo.clear()
  tagMemo.set(cell, tags)
  return tags
}

/** Google's star before a group, Mailchimp's quotes around a tag. */
const aroundTag = /^\s*\*\s*|^\s*"|"\s*$/gu
const tagMemo = new Map<string, readonly string[]>()

/** `ana(at)x.pt`, `ana [at] x [dot] pt`, `ana at x.pt`: the whole cell is one address. */
const disguised =
  /^([\w.+-]+)\s*(?:[([{]\s*(?:at|@|ät|a)\s*[)\]}]|\sat\s)\s*([\w-]+(?:\s*(?:\.|[([{]\s*(?:dot|punkt|point|punto|\.)\s*[)\]}]|\sdot\s)\s*[\w-]+)*?)\s*(?:\.|[([{]\s*(?:dot|punkt|point|punto|\.)\s*[)\]}]|\sdot\s)\s*([a-z]{2,24})$/iu
const disguisedDot = /\s*(?:[([{]\s*(?:dot|punkt|point|punto|\.)\s*[)\]}]|\sdot\s)\s*/giu

/** The address that a cell hides from programs; null where it hides none. */
export const undisguised = (cell: string): string | null => {
  if (cell.length > longestDisguise) return null
  const [, name, host = '', end = ''] = disguised.exec(cell.trim()) ?? []
  return name === undefined ? null : `${name}@${host.replace(disguisedDot, '.')}.${end}`
}

const longestDisguise = 120

const bracketed = /<\s*([^<>\s]+@[^<>\s]+)\s*>/gu
const mailSeparator = /[\s,;|，；、/]+|:::/u
const mailScheme = /^mailto:/iu
/** Dots, brackets and quotes that stand around an address in a text. */
const aroundMail = /^[("'<[\u2018\u201c]+|[.)"'>\]\u2019\u201d:]+$/gu

/** The e-mail addresses of a cell as typed; `Ana <ana@x.pt>` gives the address alone. */
export const splitEmails = (cell: string): string[] => {
  const text = visible(cell)
  if (isOneAddress(text)) return [text]
  if (isBlankText(text)) return []
  const inside = text.includes('<')
    ? [...text.matchAll(bracketed)].map((match) => match[1] ?? '')
    : []
  const typed = inside.length > 0 ? inside : text.split(mailSeparator)
  const plain = typed.map((part) => part.replace(mailScheme, '').replace(aroundMail, ''))
  const found = uniqueBy(
    plain.filter((part) => part !== '' && !isBlankText(part)),
    (part) => part.toLowerCase(),
  )
  const addresses = found.filter((part) => part.includes('@'))
  // Words around addresses are no addresses: "Ana: ana@x.pt".
  return addresses.length > 0 ? addresses : found
}

/** Only letters, digits and `@ . _ + -`: nothing to cut or take off. */
const isOneAddress = (text: string): boolean => {
  let signs = 0
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === 64) signs += 1
    else if (!isAddressCode(code)) return false
  }
  return signs === 1 && !text.endsWith('.')
}

const isAddressCode = (code: number): boolean =>
  (code >= 97 && code <= 122) ||
  (code >= 64 && code <= 90) ||
  (code >= 48 && code <= 57) ||
  code === 46 ||
  code === 45 ||
  code === 95 ||
  code === 43

/** The word in brackets after an address or a number: `ana@x.pt (Work)`; empty mostly. */
export const wordAfter = (cell: string, value: string): string => {
  const at = cell.indexOf(value)
  if (at < 0) return ''
  return /^[>\s]*[(（]([^)）]{1,40})[)）]/u.exec(cell.slice(at + value.length))?.[1]?.trim() ?? ''
}

/** What stands in a cell beside its addresses: the names of `Ana <ana@x.pt>`; empty mostly. */
export const wordsBesideEmails = (cell: string, addresses: readonly string[]): string => {
  if (addresses.length === 1 && cell.length === addresses[0]?.length) return ''
  let rest = visible(cell)
  for (const address of addresses) rest = rest.replaceAll(address, ' ')
  return oneLine(rest.replace(/mailto:|:::|[<>()[\]"'“”‘’,;|，；、/.:]/giu, ' '))
}

/**
 * The ways to cut a cell into phone numbers, the most certain first: `0171 / 55 43 21` may be one
 * number or two, so the caller takes the first way whose parts are all numbers.
 */
export const waysToSplitPhones = (cell: string): string[][] => {
  if (!phoneSeparator.test(cell)) return [[cell]]
  const endings = withOtherEnding(cell)
  if (endings !== null) return [endings]
  const ways = [
    // Before the whole cell: behind a semicolon the library takes a second number for nothing.
    cutBy(cell, /[,;|，；、\n]|:::/u),
    splitJoined(cell),
    cutBy(cell, /[,;|，；、\n/・･]|:::/u),
    cutBy(cell, /[,;|，；、\n/]|:::|\s+(?:or|oder|ou|und|and|y|et|o|或)\s+|或|\s{2,}/iu),
    cutBy(cell, /[,;|，；、\n/]|:::|\s+[-–—]\s+/u),
  ]
  return uniqueBy(ways, (way) => way.join('\n'))
}

const shortEnding = /^(.*\d)\s*(?:\/\s*(\d{1,3})|[・･]\s*(\d{1,4}))$/u

/**
 * `080-22345678/9` is two numbers that end differently; where the end is not that of one long
 * group (`12345-0/22`), it stands alone and the owner says what it is. A dot as Japanese has it,
 * `048-463-2852・2853`, leaves no doubt. Null for other cells.
 */
const withOtherEnding = (cell: string): string[] | null => {
  const found = shortEnding.exec(cell.trim())
  if (found === null) return null
  const [, number = '', behindSlash, behindDot] = found
  const end = behindSlash ?? behindDot ?? ''
  if (number.replace(/\D/gu, '').length < 7 || /[,;|，；、\n/]/u.test(number)) return null
  const group = /\d+$/u.exec(number)?.[0] ?? ''
  if (group.length < end.length + (behindDot === undefined ? 3 : 0)) return [number, end]
  return [number, number.slice(0, -end.length) + end]
}

const phoneSeparator = /[,;|，；、\n/或・･]|:::|\s\s|\s(?:or?|oder|ou|und|and|y|et|[-–—])\s/iu

const cutBy = (cell: string, separator: RegExp): string[] =>
  cell
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '')

/** The links of a cell: joined by `:::`, or each in its own right between spaces and commas. */
export const splitLinks = (cell: string): string[] => {
  const joined = splitJoined(visible(cell))
  return joined.flatMap((part) => {
    if (!/[\s,;，；、]/u.test(part)) return [part]
    const pieces = part.split(/[\s,;，；、]+/u).filter((piece) => piece !== '')
    return pieces.every((piece) => /^https?:\/\/|^www\.|^[\w-]+(?:\.[\w-]+)+(?:\/|$)/iu.test(piece))
      ? pieces
      : [part]
  })
}

/** Where one cell holds several values: Google joins them with `:::`. */
const googleSeparator = /\s*:::\s*/u
const listSeparator = /\s*(?::::|[,;|，；、\n])\s*/u
const blankWords = /^(?:[-–—/.?]+|n\/?a|#n\/a|null|nil|none|无|暂无|没有|未知)$/iu
/** What programs write where the owner wrote nothing. */
const programWords = /^(?:unspecified|normal|smtp|ex|false|mapi-?1?)$/iu
const systemGroup = /^my\s?contacts$/iu

/** The values of a cell that Google's `:::` joins. */
export const splitJoined = (cell: string): string[] =>
  cell
    .split(googleSeparator)
    .map((value) => value.trim())
    .filter((value) => value !== '')

/** Whether a cell says that there is nothing: empty, `N/A`, `-`, `无`. */
export const isBlankCell = (cell: string): boolean => {
  const text = cell.trim()
  return text === '' || blankWords.test(text)
}

/** Whether a program wrote the cell without the owner: `Unspecified`, `Normal`, `SMTP`. */
export const isProgramValue = (cell: string): boolean => programWords.test(cell.trim())

/** Names of tags; Google's own group of everybody (`* myContacts`) is none. */
export const readTags = (cell: string): string[] => {
  const names = cell
    .split(listSeparator)
    .map((name) => oneLine(name.replace(/^\*\s*/u, '')))
    .filter((name) => name !== '' && !isBlankCell(name) && !systemGroup.test(name))
  return uniqueBy(names, (name) => name.toLowerCase())
}

/** What a label says: `* Work` is work; labels of the owner stay as typed. */
export const readLabel = (cell: string): string | null => {
  const text = oneLine(cell.replace(/^\*\s*/u, ''))
  if (text === '' || isProgramValue(text)) return null
  return labelWords.get(text.toLowerCase()) ?? text
}

const labelWords: ReadonlyMap<string, string> = new Map([
  ...['work', 'business', 'office', '工作', '公司', '单位'].map((word) => [word, 'work'] as const),
  ...['home', 'private', 'personal', '住宅', '家庭', '私人'].map((word) => [word, 'home'] as const),
  ...['mobile', 'cell', 'iphone', '手机'].map((word) => [word, 'mobile'] as const),
  ...['other', '其他'].map((word) => [word, 'other'] as const),
  ...['fax', 'work fax', 'workfax', 'home fax', 'homefax', '传真'].map(
    (word) => [word, 'fax'] as const,
  ),
])

const bracketed = /<([^<>\s]+@[^<>\s]+)>/gu
const mailSeparator = /[\s,;|，；、]+|:::/u

/** The e-mail addresses of a cell as typed; `Ana <ana@x.pt>` gives the address alone. */
export const splitEmails = (cell: string): string[] => {
  const inside = cell.includes('<')
    ? [...cell.matchAll(bracketed)].map((match) => match[1] ?? '')
    : []
  const typed = inside.length > 0 ? inside : cell.split(mailSeparator)
  const plain = typed.map((part) => part.replace(/^mailto:/iu, ''))
  return uniqueBy(
    plain.filter((part) => part !== '' && !isBlankCell(part)),
    (part) => part.toLowerCase(),
  )
}

/**
 * The ways to cut a cell into phone numbers, the most careful first: `0171 / 55 43 21` may be one
 * number or two, so the caller takes the first way whose parts are all numbers.
 */
export const waysToSplitPhones = (cell: string): string[][] => {
  const ways = [
    splitJoined(cell),
    cutBy(cell, /[,;|，；、\n]|:::/u),
    cutBy(cell, /[,;|，；、\n/]|:::/u),
  ]
  return uniqueBy(ways, (way) => way.join('\n'))
}

const cutBy = (cell: string, separator: RegExp): string[] =>
  cell
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '')

/** One line: line breaks, tabs and runs of spaces become one space, control characters go. */
export const oneLine = (cell: string): string =>
  plainText.test(cell) ? cell : cell.replace(/[\p{Cc}\s]+/gu, ' ').trim()

const plainText = /^[^\s\p{Cc}]+(?: [^\s\p{Cc}]+)*$/u

/** Several lines, trimmed; control characters but line breaks and tabs go. */
export const manyLines = (cell: string): string =>
  cell
    // oxlint-disable-next-line no-control-regex -- the control characters are what is meant
    .replace(/[\u0000-\u0008\u000B-\u001F\u007F]/gu, '')
    .replace(/[ \t]+$/gmu, '')
    .trim()

/** The first of the values that share a key. */
export const uniqueBy = <T>(values: readonly T[], key: (value: T) => string): T[] => {
  if (values.length < 2) return [...values]
  const seen = new Set<string>()
  return values.filter((value) => {
    const known = key(value)
    if (seen.has(known)) return false
    seen.add(known)
    return true
  })
}

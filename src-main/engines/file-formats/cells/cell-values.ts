/**
 * What people and programs write where there is nothing. `NA` alone is not among them: it is a
 * name in several languages.
 */
const blankWords =
  /^(?:[-–—―‐−－_/／\\.·?？*~,;:'"]+|[([<{]?(?:n\/a|#n\/a|#nv|null|nil|none|blank|leer|empty|undefined|unspecified|unknown|unbekannt|inconnu|desconocid[oa]|nan|\\n|k\. ?a\.?|ka\.|keine angabe|无|暂无|没有|未知|不详|未填|未填写|空|無|暫無|沒有|不詳|未填寫|なし|無し|不明|없음)[)\]>}]?|#(?:ref|value|wert|name|div\/0|num)[!?])$/iu
/** Outlook's and databases' way to say that there is no date. */
const zeroDay = /^0{1,4}([/.-])0{1,2}\1(?:0{1,4})?(?: 0{1,2}:00(?::00)?)?$/u
/** What programs write where the owner wrote nothing. */
const programWords = /^(?:unspecified|normal|smtp|ex|false|falsch|mapi-?1?)$/iu
const longestBlank = 14
/** First characters of everything that `blankWords` and `zeroDay` know. */
const blankStarts = new Set(
  '-–—―‐−－_/／\\.·?？*~,;:\'"([<{#nNbBlLeEuUiIdDkK无暂没未不空無暫沒な없0',
)

/** Whether a cell says that there is nothing: empty, `N/A`, `-`, `无`, `0/0/00`. */
export const isBlankCell = (cell: string): boolean => isBlankText(cell.trim())

/** As `isBlankCell`, of a cell that is trimmed already. */
export const isBlankText = (text: string): boolean => {
  if (text === '') return true
  if (text.length > longestBlank || !blankStarts.has(text.charAt(0))) return false
  return blankWords.test(text) || zeroDay.test(text)
}

/** Blank words that are names, spelt as names are and not as programs spell nothing. */
const nameWords = /^(?:nan|nil|null|blank|leer)$/iu
const programSpelling = /^(?:nan|NaN|nil|null|NULL|blank|leer)$/u

/** As `isBlankText`, of a name: people are called Nan, Nil, Null and Blank, and Leer is a town. */
export const isBlankName = (text: string): boolean =>
  isBlankText(text) && (!nameWords.test(text) || programSpelling.test(text))

/** Whether a program wrote the cell without the owner: `Unspecified`, `Normal`, `SMTP`. */
export const isProgramValue = (cell: string): boolean =>
  cell.length <= longestBlank && programWords.test(cell.trim())

/** What a label says: `* Work` is work; labels of the owner stay as typed. */
export const readLabel = (cell: string): string | null => {
  if (cell === '') return null
  const text = oneLine(cell.replace(/^\*\s*/u, ''))
  if (text === '' || isBlankText(text) || isProgramValue(text)) return null
  return labelWords.get(text.toLowerCase()) ?? text
}

const labelWords: ReadonlyMap<string, string> = new Map(
  Object.entries({
    work: 'work|business|office|工作|公司|单位|arbeit|geschäftlich|dienstlich|büro|travail|bureau|trabajo|oficina',
    home: 'home|private|personal|住宅|家庭|私人|privat|domicile|maison|personnel|casa|particular',
    mobile: 'mobile|cell|iphone|手机|handy|mobil|portable|móvil',
    other: 'other|其他|andere|sonstige|weitere|autre|otro',
    fax: 'fax|work fax|workfax|home fax|homefax|传真',
  }).flatMap(([label, words]) => words.split('|').map((word) => [word, label] as const)),
)

/** Whether a cell is a label that programs give by themselves, and so says nothing alone. */
export const isPlainLabel = (cell: string): boolean => {
  const text = cell
    .replace(/^\*\s*/u, '')
    .trim()
    .toLowerCase()
  return text === '' || labelWords.has(text) || isProgramValue(text) || isBlankText(text)
}

/** One line: line breaks, tabs and runs of spaces become one space, control characters go. */
export const oneLine = (cell: string): string =>
  isOneLine(cell) ? cell : cell.replace(/[\p{Cc}\s]+/gu, ' ').trim()

/** Whether single spaces stand between visible characters only; an expression costs ten times. */
const isOneLine = (text: string): boolean => {
  let wasSpace = true
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    const isSpace = code === 0x20
    if (isSpace ? wasSpace : code < 0x20 || isUnusualSpace(code)) return false
    wasSpace = isSpace
  }
  return !wasSpace || text === ''
}

/** Spaces and control characters from U+007F on. */
export const isUnusualSpace = (code: number): boolean =>
  code >= 0x7f &&
  (code <= 0xa0 ||
    code === 0x1680 ||
    (code >= 0x2000 && (code <= 0x200a || code === 0x2028 || code === 0x2029)) ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000 ||
    code === 0xfeff)

/** Several lines, trimmed; control characters but line breaks and tabs go. */
export const manyLines = (cell: string): string =>
  isOneLine(cell)
    ? cell
    : cell
        .replace(/\r\n?/gu, '\n')
        // oxlint-disable-next-line no-control-regex -- the control characters are what is meant
        .replace(/[\u0000-\u0008\u000B-\u001F\u007F]/gu, '')
        .replace(/[ \t]+$/gmu, '')
        .trim()

const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/gu

/** Takes off what nobody sees and programs add around numbers and addresses. */
export const visible = (text: string): string => {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === 0xad || code >= 0x200b) return text.replace(invisible, '')
  }
  return text
}

const marks = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/gu

/** Takes off what steers only how a text is set; joiners, which some scripts need, stay. */
export const withoutMarks = (text: string): string => {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === 0xad || (code >= 0x200b && code <= 0x2069) || code === 0xfeff) {
      return text.replace(marks, '')
    }
  }
  return text
}

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

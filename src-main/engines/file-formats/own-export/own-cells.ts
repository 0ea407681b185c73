/** What stands between the values of one cell: of tags, and of the choices in a field's name. */
export type OwnSeparator = ':::' | '|'

/** The sign of an escape, line breaks that tables read as others, and what writers of XML drop. */
const unsafe =
  // oxlint-disable-next-line no-control-regex -- the control characters are what is meant
  /[\\\u0000-\u0008\u000B-\u001F\u007F-\u009F\uFFFD\p{Noncharacter_Code_Point}]/gu
const escapes = /\\(?:u([0-9a-f]{4})|(.))/gsu

/**
 * A text as a cell of Kith's own lossless export has it, so that `unescaped` says the same again:
 * `\\` for a backslash, `\u000d` for what no table keeps as it is.
 */
export const escaped = (text: string): string =>
  text.replace(unsafe, (sign) => (sign === '\\' ? '\\\\' : sign.split('').map(codeOf).join('')))

const codeOf = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`

/** The text that `escaped` wrote so. */
export const unescaped = (cell: string): string =>
  cell.includes('\\')
    ? cell.replace(escapes, (_, code: string | undefined, sign: string | undefined) =>
        code === undefined ? (sign ?? '') : String.fromCharCode(Number.parseInt(code, 16)),
      )
    : cell

const runs: Readonly<Record<OwnSeparator, RegExp>> = { ':::': /:{3,}/gu, '|': /\|/gu }

/** A text in which each of some signs has a backslash before it; `unescaped` takes it off again. */
export const withEscaped = (text: string, signs: RegExp): string =>
  text.replace(signs, (found) => found.replace(/./gsu, '\\$&'))

/** Several values, trimmed ones, as one cell: `VIP ::: a \:\:\: b`. */
export const joinEscaped = (values: readonly string[], separator: OwnSeparator): string =>
  values.map((value) => withEscaped(escaped(value), runs[separator])).join(` ${separator} `)

/** The values that `joinEscaped` made one cell of. */
export const splitEscaped = (cell: string, separator: OwnSeparator): string[] => {
  const values: string[] = []
  let from = 0
  for (let at = 0; at < cell.length; at += 1) {
    if (cell.charAt(at) === '\\') at += 1
    else if (cell.startsWith(separator, at)) {
      values.push(cell.slice(from, at))
      from = at + separator.length
      at = from - 1
    }
  }
  return [...values, cell.slice(from)]
    .map((value) => unescaped(value.trim()))
    .filter((value) => value !== '')
}

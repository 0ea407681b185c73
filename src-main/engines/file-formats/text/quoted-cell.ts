import { tableCaps } from '../table/table.ts'

/** A cell that starts with a quotation mark, somewhere in a text. */
export interface QuotedPlace {
  readonly text: string
  /** Where its quotation mark stands. */
  readonly at: number
  /** True when no more text follows. */
  readonly isLast: boolean
  /** Codes of the two signs. */
  readonly delimiter: number
  readonly quote: number
}

/** A quoted cell without its quotation marks. */
export interface QuotedCell {
  readonly content: string
  /** Where the delimiter or the end of the line behind it stands. */
  readonly end: number
  readonly isBroken: boolean
}

const tab = 9
const lineFeed = 10
const carriageReturn = 13

/** Characters of a quoted cell as it stands, with its marks and the sign behind it. */
export const longestQuoted = tableCaps.cellLength + 3

/** The place with how far it may be looked into, so that chunks make no difference. */
interface Window extends QuotedPlace {
  /** The first character that is not looked at. */
  readonly limit: number
  /** True when the text ends there. */
  readonly isEnd: boolean
}

/** What stands behind the name of `"Ana Bee" <ana@x.pt>` (RFC 5322), which is as it should be. */
const mailbox = /^"\s*<[^<>\s@"]+@[^<>\s@"]+>\s*$/u

const endsCell = (code: number, delimiter: number): boolean =>
  code === delimiter || code === lineFeed || code === carriageReturn

/**
 * Finds the end of a quoted cell.
 *
 * `open` means that more text is needed to tell; `unclosed` that the cell never ends, within the
 * longest a cell may be, and that its quotation mark is a character like any other. A quotation
 * mark in the middle stands for itself when another one closes the cell on the same line
 * (`"Ana "Bee" F.",`); else the quotes end there and the rest of the cell is taken as it stands.
 * Where a later line opens a quoted cell of its own, the first one was never closed. Between tabs a
 * mark alone says "as above": no cell begins with the sign that divides a table copied from a sheet.
 */
export const endOfQuoted = (place: QuotedPlace): QuotedCell | 'open' | 'unclosed' => {
  const { text, at, isLast, delimiter, quote } = place
  if (delimiter === tab && text.charCodeAt(at + 1) === tab) {
    return { content: String.fromCharCode(quote), end: at + 1, isBroken: false }
  }
  const limit = Math.min(text.length, at + longestQuoted)
  const isEnd = isLast && limit === text.length
  const found = search({ text, at, isLast, delimiter, quote, limit, isEnd })
  const isFull = isLast || limit - at === longestQuoted
  return found === 'open' && isFull ? 'unclosed' : found
}

const search = (place: Window): QuotedCell | 'open' | 'unclosed' => {
  const { text, at, limit, isEnd, delimiter, quote } = place
  const sign = String.fromCharCode(quote)
  const cell = (end: number, mark: number, isBroken: boolean): QuotedCell => ({
    content:
      plain(text.slice(at + 1, mark), sign) + (mark + 1 < end ? text.slice(mark + 1, end) : ''),
    end,
    isBroken,
  })
  let isBroken = false
  for (let from = at + 1; ; ) {
    const mark = text.indexOf(sign, from)
    if (mark === -1 || mark >= limit) return 'open'
    if (mark + 1 < limit) {
      const next = text.charCodeAt(mark + 1)
      if (next === quote) {
        from = mark + 2
        continue
      }
      if (endsCell(next, delimiter)) return cell(mark + 1, mark, isBroken)
    }
    const after = skipSpaces(place, mark + 1)
    if (after === limit && !isEnd) return 'open'
    if (after === limit || endsCell(text.charCodeAt(after), delimiter)) {
      return { ...cell(mark + 1, mark, isBroken), end: after }
    }
    isBroken = true
    const isNext = isCellOfItsOwn(place, mark)
    if (isNext === 'open') return 'open'
    if (isNext) return 'unclosed'
    const closes = closesOnLine(place, mark + 1)
    if (closes === 'open') return 'open'
    if (!closes) {
      const end = endOfPlain(place, mark + 1)
      if (end === limit && !isEnd) return 'open'
      return cell(end, mark, !mailbox.test(text.slice(mark, end)))
    }
    from = mark + 1
  }
}

/** The content between the quotation marks: doubled ones are one, lines end with `\n`. */
const plain = (text: string, sign: string): string => {
  const single = text.includes(sign) ? text.replaceAll(sign + sign, sign) : text
  return single.includes('\r') ? single.replace(/\r\n?/gu, '\n') : single
}

const skipSpaces = ({ text, limit, delimiter }: Window, from: number): number => {
  let at = from
  while (at < limit) {
    const code = text.charCodeAt(at)
    const isSpace = code === 32 || code === 9 || code === 0xa0
    if (!isSpace || code === delimiter) return at
    at += 1
  }
  return at
}

/** The end of a cell without quotation marks. */
const endOfPlain = ({ text, limit, delimiter }: Window, from: number): number => {
  let at = from
  while (at < limit && !endsCell(text.charCodeAt(at), delimiter)) at += 1
  return at
}

/** True when a mark opens a cell of its own, on a line below the one whose cell is looked at. */
const isCellOfItsOwn = (place: Window, mark: number): boolean | 'open' => {
  const { text, at, limit, isEnd, delimiter, quote } = place
  if (!endsCell(text.charCodeAt(mark - 1), delimiter)) return false
  if (!/[\r\n]/u.test(text.slice(at, mark))) return false
  for (let close = mark + 1; close < limit; close += 1) {
    const code = text.charCodeAt(close)
    if (code === lineFeed || code === carriageReturn) return true
    if (code !== quote) continue
    if (close + 1 === limit) return isEnd || 'open'
    const next = text.charCodeAt(close + 1)
    if (next !== quote) return endsCell(next, delimiter)
    close += 1
  }
  return isEnd || 'open'
}

/** True when a quotation mark on this line closes the cell instead of opening the next one. */
const closesOnLine = (place: Window, from: number): boolean | 'open' => {
  const { text, limit, isEnd, delimiter, quote } = place
  for (let at = from; at < limit; at += 1) {
    const code = text.charCodeAt(at)
    if (code === lineFeed || code === carriageReturn) return false
    if (code !== quote) continue
    if (at + 1 === limit) return isEnd ? text.charCodeAt(at - 1) !== delimiter : 'open'
    const next = text.charCodeAt(at + 1)
    if (next === quote) {
      at += 1
      continue
    }
    if (text.charCodeAt(at - 1) === delimiter) return false
    if (endsCell(next, delimiter)) return true
  }
  return isEnd ? false : 'open'
}

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

const lineFeed = 10
const carriageReturn = 13

const endsCell = (code: number, delimiter: number): boolean =>
  code === delimiter || code === lineFeed || code === carriageReturn

/**
 * Finds the end of a quoted cell.
 *
 * `open` means that more text is needed to tell, `unclosed` that the text is over. A quotation mark
 * in the middle stands for itself when another one closes the cell on the same line
 * (`"Ana "Bee" F.",`); else the quotes end there and the rest of the cell is taken as it stands.
 */
export const endOfQuoted = (place: QuotedPlace): QuotedCell | 'open' | 'unclosed' => {
  const { text, at, isLast, delimiter, quote } = place
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
    if (mark === -1) return isLast ? 'unclosed' : 'open'
    const next = text.charCodeAt(mark + 1)
    if (next === quote) {
      from = mark + 2
      continue
    }
    if (endsCell(next, delimiter)) return cell(mark + 1, mark, isBroken)
    const after = skipSpaces(place, mark + 1)
    if (after === text.length && !isLast) return 'open'
    if (after === text.length || endsCell(text.charCodeAt(after), delimiter)) {
      return { ...cell(mark + 1, mark, isBroken), end: after }
    }
    isBroken = true
    const end = endOf(place, mark + 1, true)
    if (end === text.length && !isLast) return 'open'
    if (!closesBefore(place, mark + 1, end)) return cell(endOf(place, mark + 1, false), mark, true)
    from = mark + 1
  }
}

/** The content between the quotation marks: doubled ones are one, lines end with `\n`. */
const plain = (text: string, sign: string): string => {
  const single = text.includes(sign) ? text.replaceAll(sign + sign, sign) : text
  return single.includes('\r') ? single.replace(/\r\n?/gu, '\n') : single
}

const skipSpaces = ({ text, delimiter }: QuotedPlace, from: number): number => {
  let at = from
  while (at < text.length) {
    const code = text.charCodeAt(at)
    const isSpace = code === 32 || code === 9 || code === 0xa0
    if (!isSpace || code === delimiter) return at
    at += 1
  }
  return at
}

/** The end of the line, or of the cell. */
const endOf = ({ text, delimiter }: QuotedPlace, from: number, isLine: boolean): number => {
  let at = from
  while (at < text.length) {
    const code = text.charCodeAt(at)
    if (code === lineFeed || code === carriageReturn || (!isLine && code === delimiter)) return at
    at += 1
  }
  return at
}

/** True when a quotation mark before `end` closes the cell instead of opening the next one. */
const closesBefore = (
  { text, delimiter, quote }: QuotedPlace,
  from: number,
  end: number,
): boolean => {
  for (let at = from; at < end; at += 1) {
    if (text.charCodeAt(at) !== quote) continue
    if (text.charCodeAt(at + 1) === quote) {
      at += 1
      continue
    }
    if (text.charCodeAt(at - 1) === delimiter) return false
    if (at + 1 === end || text.charCodeAt(at + 1) === delimiter) return true
  }
  return false
}

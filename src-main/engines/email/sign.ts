import { plainTextOf } from './rich-text.ts'

const letter = /^\p{L}/u

const inline = /<\/?(?:strong|em|u|s)>/gu

/** Who leaves more lines empty has not closed the text with a name. */
const mostEmptyLines = 20

interface Line {
  readonly words: string
  /** The text before it, whole. */
  readonly before: string
}

/** The last line that is not empty: a paragraph of its own, or what follows its last line break. */
const lastLine = (body: string): Line | null => {
  let text = body
  for (let empty = 0; empty < mostEmptyLines && text.endsWith('</p>'); empty += 1) {
    const paragraph = text.lastIndexOf('<p>')
    const lineBreak = text.lastIndexOf('<br />')
    const isWhole = lineBreak < paragraph
    const start = isWhole ? paragraph + '<p>'.length : lineBreak + '<br />'.length
    const words = text.slice(start, -'</p>'.length).replace(inline, '')
    if (paragraph < 0 || words.includes('<')) return null
    const before = isWhole ? text.slice(0, paragraph) : `${text.slice(0, lineBreak)}</p>`
    if (plainTextOf(words).trim() !== '') return { words, before }
    text = before
  }
  return null
}

/**
 * A text and the signature below it, both clean rich text.
 *
 * A text may close with the name of whoever writes. Where the signature begins with that name too,
 * it is said once.
 */
export const sign = (body: string, signature: string, writer: string): string => {
  if (signature === '' || writer === '' || !beginsWith(signature, writer)) return body + signature
  const last = lastLine(body)
  if (last === null || plainTextOf(last.words).trim() !== writer) return body + signature
  return last.before + signature
}

const beginsWith = (signature: string, writer: string): boolean => {
  const text = plainTextOf(signature).trim()
  return text.startsWith(writer) && !letter.test(text.slice(writer.length))
}

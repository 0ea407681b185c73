import { type MergeField, mergeFields } from '#shared/domain/merge-fields.ts'

/** A merge field as it stands in a text: which fact, and what stands there when it is not known. */
export interface FieldUse {
  readonly field: MergeField
  /** Empty where there is no other word. */
  readonly fallback: string
}

/** A stretch of words, or a field between them. */
export type TextPart = { readonly kind: 'words'; readonly text: string } | FieldPart
type FieldPart = { readonly kind: 'field' } & FieldUse

const fieldPattern = (): RegExp =>
  /\{\{\s*([a-z_.]+)\s*(?:\|\s*default:\s*(?:"(.*?)"|&quot;(.*?)&quot;)\s*)?\}\}/gu

/** The field of that name; undefined for one that Kith does not know. */
export const knownField = (name: string): MergeField | undefined =>
  mergeFields.find((field) => field === name)

/** The other word as it is kept. */
export const cleanFallback = (typed: string): string => typed.trim()

/** Signs that would end the field or be read as markup; they travel by their number. */
const unsafe = /["\\{}<>&\p{Cc}]/gu

const writeWord = (word: string): string =>
  word.replace(unsafe, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)

const readWord = (written: string): string =>
  written.replace(/\\u([0-9a-f]{4})/giu, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  )

/** A field as a mail's text carries it. */
export const writeField = ({ field, fallback }: FieldUse): string => {
  const word = cleanFallback(fallback)
  return word === '' ? `{{ ${field} }}` : `{{ ${field} | default: "${writeWord(word)}" }}`
}

/** Takes a text apart into words and the fields Kith knows; anything else in braces stays words. */
export const readParts = (text: string): readonly TextPart[] => {
  const parts: TextPart[] = []
  let at = 0
  for (const match of text.matchAll(fieldPattern())) {
    const field = knownField(match[1] ?? '')
    if (field === undefined) continue
    if (match.index > at) parts.push({ kind: 'words', text: text.slice(at, match.index) })
    parts.push({ kind: 'field', field, fallback: readWord(match[2] ?? match[3] ?? '') })
    at = match.index + match[0].length
  }
  if (at < text.length) parts.push({ kind: 'words', text: text.slice(at) })
  return parts
}

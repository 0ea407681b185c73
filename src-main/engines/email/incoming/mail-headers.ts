import { addressParser, decodeWords } from 'postal-mime'
import { normalizeEmail } from '#shared/domain/email-address.ts'

/** Headers by lower-case name, each with its unfolded values in the order of the mail. */
export type MailHeaders = ReadonlyMap<string, readonly string[]>

/** So much of a block of headers is looked at, so many of them, and so much of each. */
const maxBlock = 256 * 1024
const maxHeaders = 1000
const maxValue = 16 * 1024

/**
 * Reads a block of headers, up to the first empty line; what exceeds the limits is left out. Never
 * throws.
 *
 * Lines that are no header are passed over, so that the headers a bounce returns are found behind
 * whatever a server put in front of them.
 */
export const readHeaders = (block: string): MailHeaders => {
  const text = block.slice(0, maxBlock).replace(/^\s+/u, '')
  const end = /\r?\n[ \t]*\r?\n/u.exec(text)?.index ?? text.length
  const entries: { key: string; value: string }[] = []
  for (const line of text.slice(0, end).split(/\r?\n/u)) {
    const last = entries.at(-1)
    if (/^[ \t]/u.test(line) && last !== undefined) {
      last.value += ` ${line.trim()}`
      continue
    }
    const colon = line.indexOf(':')
    const key = line.slice(0, Math.max(colon, 0)).trimEnd()
    if (/^[\x21-\x39\x3b-\x7e]{1,100}$/u.test(key))
      entries.push({ key, value: line.slice(colon + 1) })
  }
  return collect(entries)
}

const collect = (
  entries: readonly { readonly key: string; readonly value: string }[],
): MailHeaders => {
  const headers = new Map<string, string[]>()
  for (const { key, value } of entries.slice(0, maxHeaders)) {
    const name = key.toLowerCase()
    const values = headers.get(name) ?? []
    values.push(value.slice(0, maxValue).trim())
    headers.set(name, values)
  }
  return headers
}

/** The first value of a header; an empty text when there is none. */
export const headerOf = (headers: MailHeaders, name: string): string => headers.get(name)?.[0] ?? ''

/** A header in words: encoded words decoded, at most 500 characters, on one line. */
export const wordsOf = (headers: MailHeaders, name: string): string => {
  try {
    return decodeWords(headerOf(headers, name).slice(0, 4000))
      .replace(/\s+/gu, ' ')
      .trim()
      .slice(0, 500)
  } catch {
    // A charset nobody knows.
    return headerOf(headers, name).slice(0, 500)
  }
}

/** The message ids in a header with their angle brackets, in order, at most 200, each once. */
export const idsOf = (headers: MailHeaders, name: string): readonly string[] => {
  const text = headers.get(name)?.join(' ')
  if (text === undefined) return []
  return [...new Set(text.match(/<[^<>\s]{1,500}>/gu) ?? [])].slice(0, 200)
}

/**
 * The addresses of a header as they are compared, at most 200, each once, with the name beside them;
 * an empty one where there is none. Nobody writes to more in the first 8,000 characters, and the
 * parser's time grows with the square.
 */
export const peopleOf = (headers: MailHeaders, name: string): ReadonlyMap<string, string> => {
  const found = new Map<string, string>()
  for (const value of (headers.get(name) ?? []).slice(0, 3)) {
    for (const { address, words } of parseAddresses(value.slice(0, 8000))) {
      const normalized = normalizeEmail(address)
      if (normalized === null || found.has(normalized) || found.size >= 200) continue
      found.set(normalized, words)
    }
  }
  return found
}

/** The addresses of `peopleOf`. */
export const addressesOf = (headers: MailHeaders, name: string): readonly string[] => [
  ...peopleOf(headers, name).keys(),
]

// No quote, no bracket, no list; an encoded word has a `=`.
const plain = '[^\\s"<>()[\\],:;@\\\\]'
const plainWord = '[^\\s"<>()[\\],:;@\\\\=]+'
/** One address as nearly all mails have it: bare, or in brackets behind plain words or none. */
const oneAddress = new RegExp(
  `^\\s*(?:((?:${plainWord} )*)<(${plain}+@${plain}+)>|(${plainWord}@${plainWord}))\\s*$`,
  'u',
)

const parseAddresses = (
  value: string,
): readonly { readonly address: string; readonly words: string }[] => {
  const [, before = '', bracketed, only = bracketed] = oneAddress.exec(value) ?? []
  if (only !== undefined) return [{ address: only, words: before.trim().slice(0, 200) }]
  try {
    return addressParser(value, { flatten: true }).map((one) => ({
      address: one.address ?? '',
      words: one.name.slice(0, 200),
    }))
  } catch {
    return []
  }
}

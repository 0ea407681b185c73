import { createEncodingSurvey } from '#main/engines/encodings/survey-encoding.ts'

/** Labels that programs write without looking at what they send. */
const empty = String.raw`(?:us-)?ascii|ansi_x3\.4-1968|unknown-8bit|x-unknown|default`
const emptyLabel = new RegExp(`^(?:${empty}|utf-?8)?$`, 'iu')
const namesEmpty = new RegExp(String.raw`\bcharset\s*=\s*"?(?:${empty})\b`, 'iu')
/** So much is asked for its encoding: that takes some milliseconds. */
const sampleBytes = 512
const maxNamed = 20

/** Whether text has what none has: bytes that did not decode, or the escapes of ISO-2022-JP. */
export const isUndecoded = (text: string): boolean =>
  text.includes('\ufffd') || text.includes('\u001b$')

/** The same of the words of a mail, whose bytes may name an encoding that tells nothing. */
export const isMisread = (words: string, mail: Uint8Array): boolean =>
  isUndecoded(words) || (/[^\0-\x7f]/u.test(words) && namesEmpty.test(latin1Of(mail)))

/** Headers in words: in UTF-8, or in the encoding that they name themselves, or as makes sense. */
export const decodeHeaders = (block: Uint8Array): string => {
  const text = new TextDecoder().decode(block)
  if (!isUndecoded(text)) return text
  return new TextDecoder(encodingOf(block, namedIn(text))).decode(block)
}

/**
 * Encodings that headers or HTML name: of a part, in an encoded word or a `meta`. What tells nothing
 * is left out.
 */
export const namedIn = (text: string): readonly string[] => {
  const found = [
    ...text.matchAll(/\bcharset\s*=\s*["']?([\w.:-]{2,40})|=\?([\w.:-]{2,40})\?[bq]\?/giu),
  ]
  const names = new Set(found.map(([, label, word]) => label ?? word ?? ''))
  return [...names].filter((name) => !emptyLabel.test(name)).slice(0, maxNamed)
}

/** The first of the named encodings in which the bytes are a text, else the one that makes sense. */
export const encodingOf = (bytes: Uint8Array, named: readonly string[]): string =>
  named.find((name) => isTextIn(name, bytes)) ?? guessedOf(bytes)

const isTextIn = (encoding: string, bytes: Uint8Array): boolean => {
  try {
    // A mail may have been cut within a sign.
    new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}

const guessedOf = (bytes: Uint8Array): string => {
  const survey = createEncodingSurvey({ sampleBytes })
  survey.push(bytes)
  const { encoding } = survey.conclude(null)
  // Only files of old Macs are in theirs.
  return encoding === 'macintosh' ? lossless : encoding
}

/** An encoding in which every byte is a sign of its own. */
export const lossless = 'windows-1252'
const byteOf: ReadonlyMap<string, number> = new Map(
  [...new TextDecoder(lossless).decode(Uint8Array.from({ length: 256 }, (_, byte) => byte))].map(
    (sign, byte) => [sign, byte],
  ),
)

/** The bytes of a text that was decoded as `lossless`; signs of other encodings are left out. */
export const bytesOf = (text: string): Uint8Array =>
  Uint8Array.from([...text].flatMap((sign) => byteOf.get(sign) ?? []))

/** The headers of a mail or a part: where it begins, or after a line that may part it. */
const headersOfParts = /(^|\n--[^\r\n]+\r?\n)((?:[^\r\n]+\r?\n)+)/gu
const textType = /^(content-type:[ \t]*text\/(?:plain|html)\b)((?:[^\r\n]|\r?\n[ \t])*)/gimu
const charsetOf = /;\s*charset\s*=\s*(?:"([^"]*)"|([^\s;]*))/giu

/** A mail whose parts of text name this encoding where they named none, or one that tells nothing. */
export const relabelled = (mail: Uint8Array, encoding: string): Uint8Array => {
  const mended = latin1Of(mail).replace(
    headersOfParts,
    (_, start: string, headers: string) =>
      start +
      headers.replace(textType, (whole, type: string, rest: string) => {
        const [[, quoted, bare] = []] = rest.matchAll(charsetOf)
        if (!emptyLabel.test((quoted ?? bare ?? '').trim())) return whole
        return `${type}${rest.replace(charsetOf, '')}; charset=${encoding}`
      }),
  )
  return Buffer.from(mended, 'latin1')
}

const latin1Of = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')

import type { TextEncoding } from '#shared/domain/text-encodings.ts'
import { type EncodingHint, guessEncoding } from './guess-encoding.ts'
import { joinBytes, openEnd, utf8Length } from './utf8-sequences.ts'

/** What the bytes of a text file say about its encoding. */
export interface EncodingSurvey {
  /** Takes the next chunk; false when no more is needed. */
  push(bytes: Uint8Array): boolean
  conclude(country: string | null): SurveyedEncoding
}

/** The encoding of a text file. */
export interface SurveyedEncoding {
  readonly encoding: TextEncoding
  readonly hasByteMark: boolean
  /** Too many signs that no text has. */
  readonly isBinary: boolean
  /** Where the bytes stop being UTF-8; null when they never do. */
  readonly firstNotUtf8: number | null
}

const headLength = 65_536
const enoughStrange = 4096
const lineFeed = 0x0a

/**
 * Finds out how a text is encoded: by its byte mark, by being strict UTF-8 from end to end, by the
 * NULs of UTF-16, and else by what makes sense (`guessEncoding`).
 *
 * A few strange bytes among many characters of UTF-8 leave it UTF-8.
 */
export const createEncodingSurvey = ({
  sampleBytes = headLength,
}: {
  /** So much of the lines that are not ASCII is looked at: that takes some 20 ms for each KB. */
  readonly sampleBytes?: number
} = {}): EncodingSurvey => new Survey(sampleBytes)

class Survey implements EncodingSurvey {
  private head: Uint8Array | null = null
  private readonly sample: Uint8Array
  private sampled = 0
  private seen = 0
  private rest = new Uint8Array(0)
  /** Characters of more than one byte, and bytes that belong to none. */
  private valid = 0
  private strange = 0
  private firstStrange: number | null = null
  private readonly strict = new TextDecoder('utf-8', { fatal: true })

  constructor(sampleBytes: number) {
    this.sample = new Uint8Array(sampleBytes)
  }

  push(bytes: Uint8Array): boolean {
    this.head ??= bytes.slice(0, headLength)
    // Whole lines, so that the sample has them whole; at least whole characters.
    const first = this.rest.length === 0 ? 0 : bytes.indexOf(lineFeed) + 1
    if (first > 0) this.look(joinBytes(this.rest, bytes.subarray(0, first)))
    const more = this.rest.length > 0 && first === 0 ? joinBytes(this.rest, bytes) : bytes
    const from = more === bytes ? first : 0
    const line = Math.max(from, more.lastIndexOf(lineFeed) + 1)
    const end = more.length - line < headLength ? line : more.length - openEnd(more)
    this.rest = more.slice(end)
    this.look(more.subarray(from, end))
    return this.strange < enoughStrange && markOf(this.head) === null
  }

  conclude(country: string | null): SurveyedEncoding {
    const head = this.head ?? none
    this.look(this.rest)
    this.rest = none
    const mark = markOf(head)
    const wide = mark ?? wideOf(head)
    const encoding = wide ?? this.narrow(head, country)
    return {
      encoding,
      hasByteMark: mark !== null,
      isBinary: wide === null && isBinary(head),
      firstNotUtf8: this.firstStrange,
    }
  }

  private narrow(head: Uint8Array, country: string | null): TextEncoding {
    if (this.strange === 0 && this.valid === 0 && switchesToJapanese(head)) return 'iso-2022-jp'
    if (this.strange === 0 || this.valid >= this.strange * 4) return 'utf-8'
    const hint: EncodingHint = { country, hasMacLines: hasMacLines(head) }
    return guessEncoding(this.sample.subarray(0, this.sampled), hint)
  }

  private look(bytes: Uint8Array): void {
    const from = this.seen
    this.seen += bytes.length
    try {
      const text = this.strict.decode(bytes)
      // Shorter than its bytes means characters of more than one; how many hardly matters here.
      this.valid += bytes.length - text.length
      return
    } catch {
      this.count(bytes, from)
    }
  }

  private count(bytes: Uint8Array, from: number): void {
    let lineStart = 0
    let isStrangeLine = false
    for (let at = 0; at < bytes.length; ) {
      const length = utf8Length(bytes, at)
      if (length > 1) this.valid += 1
      if (length === 0) {
        this.firstStrange ??= from + at
        this.strange += 1
      }
      isStrangeLine ||= length !== 1
      const byte = bytes[at]
      at += Math.max(1, length)
      if (byte !== 0x0a && byte !== 0x0d && at < bytes.length) continue
      if (isStrangeLine) this.keep(bytes.subarray(lineStart, at))
      lineStart = at
      isStrangeLine = false
    }
  }

  /** Keeps a line for the sample; lines in plain ASCII say nothing. */
  private keep(line: Uint8Array): void {
    const room = line.subarray(0, this.sample.length - this.sampled)
    this.sample.set(room, this.sampled)
    this.sampled += room.length
  }
}

const none = new Uint8Array(0)

const markOf = (head: Uint8Array): TextEncoding | null => {
  const [a, b, c, d] = head
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  return a === 0x84 && b === 0x31 && c === 0x95 && d === 0x33 ? 'gb18030' : null
}

/** UTF-16 without a byte mark: every second byte of Latin text and of line ends is NUL. */
const wideOf = (head: Uint8Array): TextEncoding | null => {
  let even = 0
  let odd = 0
  const length = Math.min(head.length, 4096)
  for (let at = 0; at < length; at += 1) {
    if (head[at] !== 0) continue
    if (at % 2 === 0) even += 1
    else odd += 1
  }
  const few = length / 20
  if (odd > few && odd > even * 4) return 'utf-16le'
  return even > few && even > odd * 4 ? 'utf-16be' : null
}

/** ISO-2022-JP is plain ASCII with escapes (`ESC $ B`) around its Japanese. */
const switchesToJapanese = (head: Uint8Array): boolean => {
  for (let at = head.indexOf(0x1b); at >= 0; at = head.indexOf(0x1b, at + 1)) {
    if (head[at + 1] === 0x24 && (head[at + 2] === 0x42 || head[at + 2] === 0x40)) return true
  }
  return false
}

const isBinary = (head: Uint8Array): boolean => {
  let strange = 0
  for (const byte of head) {
    if (byte < 9 || (byte > 13 && byte < 32 && byte !== 0x1a && byte !== 0x1b)) strange += 1
  }
  return strange * 20 > head.length
}

const hasMacLines = (head: Uint8Array): boolean => head.includes(0x0d) && !head.includes(0x0a)

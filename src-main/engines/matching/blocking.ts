import { companyCore, companyKey } from './company-names.ts'
import { foldedWords, nameKey } from './name-keys.ts'
import type { Comparable } from './similarity.ts'
import { textHash } from './text-hash.ts'

/** Members of one block that are compared with each other; a larger block says too little. */
export const largestBlock = 40
/** A name that more have is nobody's in particular. */
export const largestNameBlock = 3

/**
 * A block key: an unsigned 32-bit number, even for the keys of whole names.
 *
 * Others may share it by chance, which costs a comparison.
 */
const hash = (kind: number, text: string): number => (textHash(text, kind) | 1) >>> 0

const nameHash = (kind: number, text: string): number => (hash(kind, text) ^ 1) >>> 0

const mostInitials = 5
const countShift = 5 * mostInitials

/** What names say for blocks: the initials of the words, and keys of the whole name. */
export interface NameBlocks {
  /** The initials of up to five words, five bits each, and above them how many there are. */
  readonly initials: number
  readonly keys: readonly number[]
}

/** The initials and the keys of a person's name; `key` is its `nameKey`. */
export const personBlocks = (
  name: string,
  pinyin: string | null,
  key: string = nameKey(name),
): NameBlocks => {
  const words = pinyin === null ? wordsOf(name, key) : foldedWords(pinyin)
  let initials = Math.min(words.length, mostInitials) << countShift
  for (const [at, word] of words.slice(0, mostInitials).entries()) {
    initials |= (word.charCodeAt(0) & 31) << (5 * at)
  }
  if (words.length < 2) return { initials, keys: [] }
  const isShort = pinyin !== null || words.length < 5
  const joined = pinyin === null ? key.replaceAll(' ', '') : joinedPinyin(pinyin)
  return { initials, keys: [nameHash(1, key), ...(isShort ? [nameHash(2, joined)] : [])] }
}

/** The words of a name; the key has them as well, unless it matters which come first. */
const wordsOf = (name: string, key: string): readonly string[] => {
  const words = key.split(' ')
  return words.length > mostInitials ? foldedWords(name) : words
}

/** `wang wei min` as it is written in letters: the surname, and the given name as one word. */
const joinedPinyin = (pinyin: string): string => {
  const [surname = '', ...given] = pinyin.split(' ')
  return [surname, given.join('')].toSorted().join('')
}

/** The keys of a company's name. */
export const companyBlocks = (name: string): NameBlocks => {
  const core = companyCore(name)
  if (core === '') return { initials: 0, keys: [] }
  const [first = ''] = core.split(' ')
  return {
    initials: 0,
    keys: [hash(3, companyKey(name)), hash(4, first.length < 3 ? core : first.slice(0, 6))],
  }
}

/** Where people with two initials in common may be the same: a company, a domain or a birthday. */
export const placeBlocks = (
  kind: 'company' | 'domain' | 'birthday',
  place: string,
  initials: number,
): number[] => {
  const keys: number[] = []
  const base = hash(placeKinds[kind], place)
  const count = initials >>> countShift
  for (let one = 0; one < count; one += 1) {
    for (let other = one + 1; other < count; other += 1) {
      const [a, b] = [(initials >>> (5 * one)) & 31, (initials >>> (5 * other)) & 31]
      const pair = Math.min(a, b) * 32 + Math.max(a, b)
      keys.push((Math.imul(base ^ pair, 0x01000193) | 1) >>> 0)
    }
  }
  return keys
}

const placeKinds = { company: 5, domain: 6, birthday: 7 } as const

/** The key of an e-mail or a phone. */
export const pointBlock = (kind: 'email' | 'phone', value: string): number =>
  hash(kind === 'email' ? 8 : 9, value)

/**
 * The blocks somebody is in: only those who share one are compared.
 *
 * Two who are alike share the company, the domain or the birthday together with two initials of
 * their names, a phone, an e-mail, or the whole name.
 */
export const blockKeys = (of: Comparable): number[] => {
  const isPerson = of.kind === 'person'
  const name = isPerson ? personBlocks(of.name, of.pinyin) : companyBlocks(of.name)
  const places = [
    ...(of.company === '' ? [] : [['company', companyKey(of.company)] as const]),
    ...of.domains.map((domain) => ['domain', domain] as const),
    ...(of.birthday === null ? [] : [['birthday', of.birthday] as const]),
  ]
  return [
    ...name.keys,
    ...of.emails.map((email) => pointBlock('email', email)),
    ...of.phones.map((phone) => pointBlock('phone', phone)),
    ...places.flatMap(([kind, place]) => placeBlocks(kind, place, name.initials)),
  ]
}

/** Members are numbered below this. */
const memberRange = 2_097_152
/** Keys are kept apart by their highest five bits, so that only a few are sorted at once. */
const partShift = 27
const chunkLength = 16_384
/** Of the first chunk: a power of four of it is a whole one. */
const firstLength = 256

const keyOf = (entry: number): number => Math.floor(entry / memberRange)

/** Which keys come more than once, and now and then one that does not: most are nobody else's. */
class RepeatedKeys {
  private readonly once: Uint8Array
  private readonly again: Uint8Array
  private readonly mask: number

  /** For as many numbers. */
  constructor(length: number) {
    const bits = 2 ** Math.max(10, Math.ceil(Math.log2(length + 1)) + 3)
    this.once = new Uint8Array(bits / 8)
    this.again = new Uint8Array(bits / 8)
    this.mask = bits - 1
  }

  clear(): void {
    this.once.fill(0)
    this.again.fill(0)
  }

  note(key: number): void {
    const at = key & this.mask
    const bit = 1 << (at & 7)
    const before = this.once[at >>> 3] ?? 0
    this.once[at >>> 3] = before | bit
    if ((before & bit) !== 0) this.again[at >>> 3] = (this.again[at >>> 3] ?? 0) | bit
  }

  comesAgain(key: number): boolean {
    const at = key & this.mask
    return ((this.again[at >>> 3] ?? 0) & (1 << (at & 7))) !== 0
  }
}

/** Numbers of one part, in chunks: growing copies nothing but the first, which begins small. */
class Part {
  private chunks: Float64Array[] = []
  /** How many numbers the last chunk has. */
  private used = 0

  get length(): number {
    return Math.max(0, this.chunks.length - 1) * chunkLength + this.used
  }

  push(entry: number): void {
    const last = this.chunks.at(-1)
    const chunk = last !== undefined && this.used < last.length ? last : this.grow(last)
    chunk[this.used] = entry
    this.used += 1
  }

  /** Room for more numbers. */
  private grow(last: Float64Array | undefined): Float64Array {
    if (last === undefined || last.length === chunkLength) {
      const next = new Float64Array(last === undefined ? firstLength : chunkLength)
      this.chunks.push(next)
      this.used = 0
      return next
    }
    const larger = new Float64Array(last.length * 4)
    larger.set(last)
    this.chunks = [larger]
    return larger
  }

  /** Moves the numbers whose keys come again into a buffer, ascending, and keeps none. */
  drain(buffer: Float64Array, keys: RepeatedKeys): Float64Array {
    const length = this.moveInto(buffer)
    keys.clear()
    for (let at = 0; at < length; at += 1) keys.note(keyOf(buffer[at] ?? 0))
    let kept = 0
    for (let at = 0; at < length; at += 1) {
      const entry = buffer[at] ?? 0
      if (!keys.comesAgain(keyOf(entry))) continue
      buffer[kept] = entry
      kept += 1
    }
    return buffer.subarray(0, kept).sort()
  }

  private moveInto(buffer: Float64Array): number {
    const { length } = this
    for (const [at, chunk] of this.chunks.entries()) {
      const start = at * chunkLength
      buffer.set(chunk.subarray(0, Math.min(chunkLength, length - start)), start)
    }
    this.chunks = []
    this.used = 0
    return length
  }
}

/**
 * Gathers who is in which block, as two numbers in one: memory stays at eight bytes a key.
 *
 * Members are numbered from 0 by whoever adds them, up to two millions.
 */
export class Blocks {
  private readonly parts = Array.from({ length: 2 ** (32 - partShift) }, () => new Part())

  add(member: number, key: number): void {
    this.parts[key >>> partShift]?.push(key * memberRange + member)
  }

  /** Members of each block that has at least two and is not too large, ascending; only once. */
  *blocks(): Generator<readonly number[]> {
    const buffer = new Float64Array(Math.max(...this.parts.map(({ length }) => length)))
    const keys = new RepeatedKeys(buffer.length)
    for (const part of this.parts) yield* blocksOf(part.drain(buffer, keys))
  }
}

function* blocksOf(sorted: Float64Array): Generator<readonly number[]> {
  for (let start = 0; start < sorted.length; ) {
    const key = Math.floor((sorted[start] ?? 0) / memberRange)
    const limit = (key + 1) * memberRange
    const largest = key % 2 === 0 ? largestNameBlock : largestBlock
    let end = start + 1
    while (end < sorted.length && (sorted[end] ?? 0) < limit) end += 1
    if (end - start > 1 && end - start <= largest) yield membersOf(sorted, start, end)
    start = end
  }
}

const membersOf = (sorted: Float64Array, start: number, end: number): readonly number[] => {
  const members: number[] = []
  for (let at = start; at < end; at += 1) {
    const member = (sorted[at] ?? 0) % memberRange
    if (members.at(-1) !== member) members.push(member)
  }
  return members
}

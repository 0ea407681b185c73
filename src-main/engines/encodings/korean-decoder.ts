const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index)

const leads = { first: 0x81, wide: 0xa1, last: 0xc6 }
/** Second bytes of the syllables that Windows added; the last are those before the standard's own. */
const trails = [...range(0x41, 0x5a), ...range(0x61, 0x7a), ...range(0x81, 0xfe)]
const narrowTrails = trails.filter((trail) => trail <= 0xa0)

/** The syllables of Hangul that KS X 1001 has, which the platform decodes. */
const standardSyllables = (): ReadonlySet<string> => {
  const bytes = range(0xb0, 0xc8).flatMap((lead) =>
    range(0xa1, 0xfe).flatMap((trail) => [lead, trail]),
  )
  return new Set(new TextDecoder('euc-kr').decode(Uint8Array.from(bytes)))
}

/**
 * The syllables that Windows added to EUC-KR (code page 949), by their two bytes: all that the
 * standard lacks, in the order of Unicode. The platform knows none of them, though the encoding
 * standard of the web has them.
 */
const addedSyllables = (): ReadonlyMap<number, string> => {
  const standard = standardSyllables()
  const missing = range(0xac00, 0xd7a3)
    .map((code) => String.fromCharCode(code))
    .filter((syllable) => !standard.has(syllable))
  const places = range(leads.first, leads.last).flatMap((lead) =>
    (lead < leads.wide ? trails : narrowTrails).map((trail) => lead * 256 + trail),
  )
  return new Map(missing.map((syllable, index) => [places[index] ?? 0, syllable] as const))
}

let added: ReadonlyMap<number, string> | undefined

/** Decodes Korean as Windows writes it. */
export class KoreanDecoder {
  private readonly standard = new TextDecoder('euc-kr')
  /** The first byte of a character that is not complete yet. */
  private lead: number | null = null

  decode(chunk?: Uint8Array): string {
    const bytes = this.lead === null ? (chunk ?? new Uint8Array(0)) : this.joined(chunk)
    const isEnd = chunk === undefined
    this.lead = null
    added ??= addedSyllables()
    let text = ''
    let from = 0
    let at = 0
    while (at < bytes.length) {
      const lead = bytes[at] ?? 0
      if (lead < leads.first) {
        at += 1
        continue
      }
      if (at + 1 === bytes.length) {
        if (!isEnd) this.lead = lead
        break
      }
      const trail = bytes[at + 1] ?? 0
      const syllable = added.get(lead * 256 + trail)
      if (syllable !== undefined) {
        text += this.standard.decode(bytes.subarray(from, at)) + syllable
        from = at + 2
      }
      at += syllable === undefined && trail < 0x80 ? 1 : 2
    }
    return text + this.standard.decode(bytes.subarray(from, this.lead === null ? undefined : -1))
  }

  private joined(chunk: Uint8Array = new Uint8Array(0)): Uint8Array {
    return Uint8Array.from([this.lead ?? 0, ...chunk])
  }
}

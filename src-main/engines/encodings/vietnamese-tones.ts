/** Tones behind their letter in windows-1258; elsewhere these are Ì Ò Þ ì ò. */
const tones: ReadonlySet<number> = new Set([0xcc, 0xd2, 0xde, 0xec, 0xf2])
/** Vowels that carry them: those of ASCII, and Â Ê Ô Ă Ơ Ư large and small. */
const vowels: ReadonlySet<number> = new Set([
  ...new TextEncoder().encode('aeiouyAEIOUY'),
  0xc2,
  0xca,
  0xd4,
  0xc3,
  0xd5,
  0xdd,
  0xe2,
  0xea,
  0xf4,
  0xe3,
  0xf5,
  0xfd,
])
const fewest = 3

/** Whether bytes are Vietnamese in windows-1258: several kinds of tones, each behind a vowel. */
export const hasVietnameseTones = (sample: Uint8Array): boolean => {
  const kinds = new Set<number>()
  let count = 0
  for (const [at, byte] of sample.entries()) {
    if (!tones.has(byte)) continue
    if (!vowels.has(sample[at - 1] ?? 0)) return false
    kinds.add(byte)
    count += 1
  }
  return count >= fewest && kinds.size > 1
}

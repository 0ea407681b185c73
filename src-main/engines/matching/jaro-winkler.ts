/**
 * How alike two words are, from 0 to 1: Jaro's similarity (1989) with Winkler's bonus (1990) of a
 * tenth for each of the first four letters they share.
 */
export const jaroWinkler = (one: string, other: string): number => {
  if (one === other) return 1
  const jaro = jaroSimilarity(one, other)
  let shared = 0
  while (shared < 4 && shared < one.length && one[shared] === other[shared]) shared += 1
  return jaro + shared * 0.1 * (1 - jaro)
}

const jaroSimilarity = (one: string, other: string): number => {
  if (one.length === 0 || other.length === 0) return 0
  const reach = Math.max(0, Math.floor(Math.max(one.length, other.length) / 2) - 1)
  const taken = new Uint8Array(other.length)
  const found: number[] = []
  for (let at = 0; at < one.length; at += 1) {
    const end = Math.min(other.length, at + reach + 1)
    for (let near = Math.max(0, at - reach); near < end; near += 1) {
      if (taken[near] === 1 || one[at] !== other[near]) continue
      taken[near] = 1
      found.push(at)
      break
    }
  }
  const matches = found.length
  if (matches === 0) return 0
  let swaps = 0
  let next = 0
  for (let near = 0; near < other.length; near += 1) {
    if (taken[near] !== 1) continue
    if (one[found[next] ?? 0] !== other[near]) swaps += 1
    next += 1
  }
  return (matches / one.length + matches / other.length + (matches - swaps / 2) / matches) / 3
}

const memoLimit = 20_000

/** What was made of a text, so that the same few texts cost once. */
export const remember = <T>(make: (key: string) => T): ((key: string) => T) => {
  const memo = new Map<string, T>()
  return (key) => {
    const known = memo.get(key)
    if (known !== undefined) return known
    const made = make(key)
    if (memo.size >= memoLimit) memo.clear()
    memo.set(key, made)
    return made
  }
}

/** The 95 % score interval of a share (Wilson, 1927), from 0 to 1; nothing is known of nothing. */
export const wilson = (successes: number, of: number): readonly [low: number, high: number] => {
  if (of === 0) return [0, 1]
  const z = 1.959964
  const share = successes / of
  const scale = 1 + z ** 2 / of
  const middle = (share + z ** 2 / (2 * of)) / scale
  const half = (z / scale) * Math.sqrt((share * (1 - share)) / of + z ** 2 / (4 * of ** 2))
  return [middle - half, middle + half]
}

/** A share with its interval in words: `118/124 95.2 % [89.9, 97.8]`. */
export const shareOf = (successes: number, of: number): string =>
  `${successes}/${of} ${perCent(of === 0 ? 0 : successes / of)} % [${wilson(successes, of).map(perCent).join(', ')}]`

const perCent = (share: number): number => Math.round(share * 1000) / 10

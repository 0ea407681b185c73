/** Gaps between consecutive ones of ascending numbers, the shortest first. */
export const gapsOf = (ascending: readonly number[]): readonly number[] =>
  ascending
    .slice(1)
    .map((day, index) => day - (ascending[index] ?? day))
    .sort((a, b) => a - b)

/** Middle value, or the mean of the two middle ones (quantile type 7, Hyndman & Fan 1996). */
export const medianOfSorted = (sorted: readonly number[]): number => {
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2
}

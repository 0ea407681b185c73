/** One measured figure, as it is printed: one JSON line. */
export interface Figure {
  readonly id: string
  readonly value: number
  readonly unit: string
  /** What it is compared with in the same run; null where the figure stands alone. */
  readonly reference: number | null
  readonly ratio: number | null
  /** The limit of `value`, or of `ratio` where `mustRatio` says so. */
  readonly must: number | null
  readonly aim: number | null
  /** Other facts of the measurement: n, median, maximum. */
  readonly more?: Readonly<Record<string, number | string>>
  readonly misses?: boolean
}

/** Collects figures, prints each at once, and knows which musts were missed. */
export class Report {
  private readonly missed: string[] = []

  add(figure: Omit<Figure, 'misses'>, binds: 'value' | 'ratio' = 'value'): void {
    const bound = binds === 'value' ? figure.value : figure.ratio
    const misses = figure.must !== null && (bound === null || !(bound <= figure.must))
    if (misses) this.missed.push(figure.id)
    console.log(JSON.stringify({ ...figure, ...(misses ? { misses } : {}) }))
  }

  /** Something that is no figure went wrong: a result that is not what brute force finds. */
  fail(id: string, why: string): void {
    this.missed.push(id)
    console.log(JSON.stringify({ id, failed: why }))
  }

  /** Ids of the musts that were missed. */
  get misses(): readonly string[] {
    return this.missed
  }
}

/** Order statistics of a sample. */
export interface Spread {
  readonly n: number
  readonly median: number
  readonly p95: number
  readonly max: number
}

const round = (value: number): number => Math.round(value * 1000) / 1000

/** Median, 95th percentile (nearest rank) and maximum of times in milliseconds. */
export const spreadOf = (times: readonly number[]): Spread => {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number): number => sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN
  return { n: sorted.length, median: round(at(0.5)), p95: round(at(0.95)), max: round(at(1)) }
}

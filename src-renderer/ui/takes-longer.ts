const minuteMs = 60_000

/** Whether from a first to a last instant (milliseconds) is long enough to be told. */
export const takesLonger = (firstAt: number, lastAt: number): boolean =>
  lastAt - firstAt >= minuteMs

/** How far ahead of its reader a source may be. */
export interface AheadLimits<T> {
  /** What one item weighs; for example its bytes. */
  readonly weigh: (item: T) => number
  /** Nothing more is asked for while so much waits. */
  readonly most: number
}

/**
 * The items of a source in their order; the source goes on while its reader works. One item at a
 * time is asked of it. When the reader leaves early, what was asked for last is awaited and the
 * source is ended.
 */
export async function* readAhead<T>(
  source: AsyncIterator<T, undefined>,
  { weigh, most }: AheadLimits<T>,
): AsyncGenerator<T, undefined> {
  const waiting: T[] = []
  const state = { weight: 0, isLeft: false, isEnded: false }
  let wake = Promise.withResolvers<null>()
  const turn = (): void => {
    wake.resolve(null)
    wake = Promise.withResolvers<null>()
  }
  const run = async (): Promise<void> => {
    while (!state.isLeft) {
      const { value, done } = await source.next()
      if (done === true) return
      waiting.push(value)
      state.weight += weigh(value)
      turn()
      while (state.weight >= most && !state.isLeft) await wake.promise
    }
  }
  const running = run().finally(() => {
    state.isEnded = true
    turn()
  })
  // Its failure is thrown to the reader below, when what came before it has been read.
  running.catch(() => {})
  try {
    for (;;) {
      while (waiting.length === 0 && !state.isEnded) await wake.promise
      const item = waiting.shift()
      if (item === undefined) break
      yield item
      state.weight -= weigh(item)
      turn()
    }
  } finally {
    state.isLeft = true
    turn()
    await running.catch(() => {})
    await source.return?.()
  }
  await running
}

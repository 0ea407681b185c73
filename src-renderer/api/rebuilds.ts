const waiting = new Set<() => void>()

/** Notes that the host announced a rebuilt application. */
export const noteRebuild = (): void => {
  for (const resolve of waiting) resolve()
  waiting.clear()
}

/** Resolves when the application was built anew the next time; ask before the call that does it. */
export const nextRebuild = (): Promise<void> =>
  new Promise((resolve) => {
    waiting.add(resolve)
  })

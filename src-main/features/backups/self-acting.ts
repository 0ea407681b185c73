/** Looks after the start until the host has answered its first pages. */
const firstLookMs = 1_500
/** A Kith that is never closed still has its backup of each day. */
const nextLookMs = 3_600_000

/**
 * Calls `look` soon and then every hour, one at a time, without keeping the process alive. A look
 * that fails is told to `onFailure`, and the next one comes all the same.
 */
export const startLooking = (
  look: () => Promise<void>,
  onFailure: (cause: unknown) => void,
): (() => Promise<void>) => {
  let current: Promise<void> = Promise.resolve()
  let timer: NodeJS.Timeout | undefined
  const schedule = (delayMs: number): void => {
    timer = setTimeout(() => {
      current = look()
        .catch(onFailure)
        .then(() => schedule(nextLookMs))
    }, delayMs)
    timer.unref()
  }
  schedule(firstLookMs)
  return async () => {
    clearTimeout(timer)
    await current
    clearTimeout(timer)
  }
}

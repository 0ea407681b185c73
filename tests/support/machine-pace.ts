/** Seconds that `workOnce` takes on the machine for which limits of processor time were set. */
const usualSeconds = 0.19

/** What an import spends its time on: texts made, split and matched. */
const workOnce = (): number => {
  let found = 0
  for (let round = 0; round < 40; round += 1) {
    const line = (at: number) => `${(at * 2_654_435_761) % 1_000_003} name`
    const text = Array.from({ length: 20_000 }, (_, at) => line(at)).join(',')
    for (const cell of text.split(',')) if (/^(?:\d+) (?:\p{L}+)$/u.test(cell)) found += 1
  }
  return found
}

/** What this thread has worked since then, in seconds, whatever else the machine does. */
export const secondsSince = (began: NodeJS.CpuUsage): number => {
  const { user, system } = process.threadCpuUsage(began)
  return (user + system) / 1e6
}

/**
 * How many times slower the machine is at this moment than the one for which limits were set; never
 * below 1. Machines that share their processors change it from minute to minute.
 */
export const slowness = (): number => {
  const began = process.threadCpuUsage()
  workOnce()
  return Math.max(1, secondsSince(began) / usualSeconds)
}

/**
 * Milliseconds of this thread that work takes on the machine for which limits were set. A machine
 * has bad moments, so what takes longer than `limit` is tried again and its best counts; a hang is
 * one each time.
 */
export const usualMs = async (limit: number, work: () => unknown): Promise<number> => {
  let best = Number.POSITIVE_INFINITY
  for (let tries = 0; tries < 5 && best > limit; tries += 1) {
    const began = process.threadCpuUsage()
    await work()
    const ms = secondsSince(began) * 1000
    best = Math.min(best, ms > limit ? ms / slowness() : ms)
  }
  return best
}

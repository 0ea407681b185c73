import { useEffect, useState } from 'react'

const minuteMs = 60_000

// oxlint-disable-next-line kith/no-ambient-state -- the page's own clock, only for words on screen
const readClock = (): number => Date.now()

/** The present instant (ms UTC) of this machine, new every minute; for words, never for data. */
export const useNow = (): number => {
  const [now, setNow] = useState(readClock)
  useEffect(() => {
    const timer = setInterval(() => setNow(readClock()), minuteMs / 4)
    return () => clearInterval(timer)
  }, [])
  return now
}

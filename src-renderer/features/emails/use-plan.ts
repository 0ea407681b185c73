import { useState } from 'react'
import { pageNow } from '#renderer/ui/page-clock.ts'
import type { Email, When } from './mail-types.ts'
import { whenOf } from './when-of.ts'

/** How mail is to leave, as it is chosen, and what chooses it. */
export interface Plan {
  readonly when: When
  setWhen(when: When): void
  /** Whether an answer keeps it here; means nothing for what leaves at once. */
  readonly stops: boolean
  setStops(isOn: boolean): void
  /** Whether all get it where several share an address. */
  readonly toEach: boolean
  setToEach(isOn: boolean): void
  /** The same for `emails.schedule`. */
  readonly unlessAnswered: boolean
}

/** When mail leaves, and what keeps it here. */
export const usePlan = (email: Email | null): Plan => {
  const [when, setWhen] = useState<When>(() => whenOf(email, pageNow()))
  const [stops, setStops] = useState(email?.unlessAnswered ?? false)
  const [toEach, setToEach] = useState(false)
  const unlessAnswered = when.kind === 'in-days' || (when.kind !== 'now' && stops)
  return { when, setWhen, stops, setStops, toEach, setToEach, unlessAnswered }
}

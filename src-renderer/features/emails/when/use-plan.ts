import { useState } from 'react'
import { pageNow } from '#renderer/ui/page-clock.ts'
import type { Account, Email, When } from '../mail-types.ts'
import { whenOf } from './when-of.ts'

/** How mail is to leave, as it is chosen, and what chooses it. */
export interface Plan {
  readonly when: When
  setWhen(when: When): void
  /** Whether Kith reads what comes to the account: else no answer can be known. */
  readonly isRead: boolean
  /** Whether an answer keeps it here; means nothing for what leaves at once. */
  readonly stops: boolean
  setStops(isOn: boolean): void
  /** Whether all get it where several share an address. */
  readonly toEach: boolean
  setToEach(isOn: boolean): void
  /** The same for `emails.schedule`. */
  readonly unlessAnswered: boolean
}

/**
 * When mail leaves, and what keeps it here.
 *
 * Whoever has answered gets nothing more that was planned before: that is so unless the owner says
 * otherwise, wherever answers are read.
 */
export const usePlan = (email: Email | null, account: Account | undefined): Plan => {
  const [when, setWhen] = useState<When>(() => whenOf(email, pageNow()))
  const [chosen, setStops] = useState<boolean | null>(null)
  const [toEach, setToEach] = useState(false)
  const isRead = (account?.imap ?? null) !== null
  // One that was planned already was decided about.
  const before = email === null || email.sendAt === null ? null : email.unlessAnswered
  const stops = isRead && (chosen ?? before ?? true)
  const unlessAnswered = isRead && (when.kind === 'in-days' || (when.kind !== 'now' && stops))
  return { when, setWhen, isRead, stops, setStops, toEach, setToEach, unlessAnswered }
}

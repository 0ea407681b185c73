import type { SentLedger } from './sent-ledger.ts'

/**
 * How far the database knows the ledger of what has left.
 *
 * It stands in the database and is written with each claim, which comes before the line of the
 * ledger. So a line whose claim it does not know was written after the state that this database
 * holds; whether its mail is still there, or was ever there, does not matter.
 */
export interface LedgerMark {
  /** The newest mail of the ledger that had begun to leave at the last claim. */
  readonly upTo: string | null
  /** Sendings that were claimed last, the newest at the end. */
  readonly claimed: readonly string[]
}

/** More than are ever claimed and have not begun to leave: an account claims one at a time. */
const keptClaims = 50

/** Reads a mark; null where there is none. */
export const readMark = (text: string | undefined): LedgerMark | null =>
  // Only Kith writes it.
  text === undefined ? null : (JSON.parse(text) as LedgerMark)

/** The mark when one more mail is claimed. */
export const markClaim = (
  mark: LedgerMark | null,
  sendId: string,
  ledger: Pick<SentLedger, 'lastBegun'>,
): LedgerMark => ({
  upTo: ledger.lastBegun()?.sendId ?? null,
  claimed: [...(mark?.claimed ?? []).slice(1 - keptClaims), sendId],
})

/** What a database knows of what it sent. */
interface KnownHere {
  /** Whether a mail of the database has this as its last sending. */
  readonly knows: (sendId: string) => boolean
  /** Whether that mail left or may have left, as the database has it. */
  readonly hasLeft: (sendId: string) => boolean
  /** When the first thing of the database happened; null while it is empty. */
  readonly bornAt: () => number | null
}

/** Whether the ledger, or a part of it, is gone: mail left from here that it does not name. */
export const isLedgerMissing = (
  mark: LedgerMark | null,
  ledger: Pick<SentLedger, 'hasBegun'>,
  { hasLeft }: Pick<KnownHere, 'hasLeft'>,
): boolean => {
  if (mark === null) return false
  if (mark.upTo !== null && !ledger.hasBegun(mark.upTo)) return true
  return mark.claimed.some((sendId) => !ledger.hasBegun(sendId) && hasLeft(sendId))
}

/** Whether mail has left that this database knows nothing of, so that it is an older one. */
export const isOlderThanLedger = (
  mark: LedgerMark | null,
  ledger: Pick<SentLedger, 'lastBegun' | 'hasBegun' | 'firstAt'>,
  database: Pick<KnownHere, 'knows' | 'bornAt'>,
): boolean => {
  const last = ledger.lastBegun()
  if (last === undefined) return false
  const known = mark === null ? [] : [...(mark.upTo === null ? [] : [mark.upTo]), ...mark.claimed]
  if (known.includes(last.sendId) || database.knows(last.sendId)) return false
  if (known.some((sendId) => ledger.hasBegun(sendId))) return true
  // A mark on another ledger: this one is of another workspace.
  if (mark !== null && mark.upTo !== null) return false
  // None of its mails had left yet: then it was there before the first line, or has no part in it.
  const bornAt = database.bornAt()
  return bornAt !== null && bornAt <= (ledger.firstAt() ?? bornAt)
}

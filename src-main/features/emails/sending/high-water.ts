import { readFileSync } from 'node:fs'
import type { Transaction } from '#main/db/executor.ts'
import { writeFileAtomically } from '#main/platform/atomic-file.ts'
import { checkedLine, readCheckedLine } from '#main/platform/checked-line.ts'
import type { Logger } from '#main/platform/logger.ts'

/** How far a database has come: its permanent name, and a count that only rises. */
export interface HighWaterMark {
  readonly database: string
  readonly count: number
}

interface HighWaterParts {
  readonly path: string
  /** Where the mark stands in the database. */
  readonly outbox: {
    highWater(): HighWaterMark | null
    setHighWater(tx: Transaction, mark: HighWaterMark): void
  }
  readonly createName: () => string
  readonly log: Pick<Logger, 'error'>
}

/**
 * How far the database had come, in a file beside it: one that was put back by hand is behind that,
 * though nothing left since and no line of the ledger says so.
 *
 * The database has a mark on disk before the file does: after a crash in between it is the file that
 * is behind, which says nothing. Nor does a file that is missing or damaged, or of another database.
 */
export class HighWater {
  private readonly parts: HighWaterParts

  constructor(parts: HighWaterParts) {
    this.parts = parts
  }

  /** Whether the database is older than one that stood here before. */
  isBehind(): boolean {
    const known = this.parts.outbox.highWater()
    return known !== null && known.count < this.notedOf(known)
  }

  /** Raises the mark in the database, above whatever was noted. */
  raise(tx: Transaction): void {
    const { outbox, createName } = this.parts
    const known = outbox.highWater() ?? { database: createName(), count: 0 }
    const count = Math.max(known.count, this.notedOf(known)) + 1
    outbox.setHighWater(tx, { ...known, count })
  }

  /** Notes what the database has on disk; never throws. */
  note(): void {
    const { outbox, path, log } = this.parts
    const mark = outbox.highWater()
    if (mark === null) return
    try {
      writeFileAtomically(path, `${checkedLine(`${mark.count} ${mark.database}`)}\n`)
    } catch (cause) {
      // A full disk: what was noted before stays true.
      log.error('outbox.high-water-failed', cause)
    }
  }

  /** What was noted of this database; 0 where nothing is known. */
  private notedOf({ database }: HighWaterMark): number {
    try {
      const text = readCheckedLine(readFileSync(this.parts.path, 'utf8').trimEnd()) ?? ''
      const [, count, name] = /^(\d{1,15}) (\S+)$/u.exec(text) ?? []
      return name === database ? Number(count) : 0
    } catch {
      // There is none, as in a new workspace.
      return 0
    }
  }
}

import { setImmediate as nextTurn } from 'node:timers/promises'
import type { UnitOfWork } from '#main/db/unit-of-work.ts'
import type { CallContext } from '#main/platform/call-context.ts'
import type { Clock } from '#main/platform/clock.ts'
import { failpoint } from '#main/platform/failpoint.ts'
import type { Logger } from '#main/platform/logger.ts'
import { ok } from '#shared/domain/result.ts'
import type {
  FolderCursor,
  MailboxAccount,
  MailboxStatesRepository,
} from './mailbox-states.repository.ts'
import type { CameMail, MailStore } from './store-mail.ts'
import { noteStrangers, type StrangerBook, type StrangerNotes } from './strangers.ts'

/** What mails are written with. */
export interface WriteParts {
  readonly states: Pick<MailboxStatesRepository, 'saveCursor'>
  readonly unitOfWork: UnitOfWork
  readonly store: MailStore
  readonly book: StrangerBook
  readonly clock: Pick<Clock, 'now' | 'monotonic'>
  readonly log: Logger
}

/** A place in a folder of the account. */
export type Place = Omit<FolderCursor, 'accountUid'>

/** Mails of a page that matter, and what else it says; that is written with the last of them. */
export interface PageReads {
  readonly reads: readonly CameMail[]
  readonly strangers: StrangerNotes | null
}

/** Whoever reads a mailbox, as History names it. */
export const syncContext: CallContext = { actor: 'sync', window: null }
/** All reading of a minute counts as one act of History. */
export const syncLabel = { code: 'mailboxes.sync', mergeKey: 'mailboxes.sync' }

/** As many mails as fit are stored in one transaction. */
const storedAtOnce = { least: 4, most: 100 }
/** What storing the mails of one transaction may keep the thread busy, in milliseconds. */
const aimedMs = 12

/** Writes the mails of one reading, and with them how far each folder was read. */
export class MailWriter {
  private readonly parts: WriteParts
  private readonly account: MailboxAccount
  private atOnce = storedAtOnce.least

  constructor(parts: WriteParts, account: MailboxAccount) {
    this.parts = parts
    this.account = account
  }

  /** Stores mails of a folder, some at a time, and leaves room for others in between. */
  async store({ reads, strangers }: PageReads, place: Omit<Place, 'lastUid'>): Promise<void> {
    for (let from = 0; from < reads.length; ) {
      const rest = reads.length - from
      // Alike, rather than a few at the end: each transaction costs something by itself.
      const size = Math.ceil(rest / Math.ceil(rest / this.atOnce))
      const part = reads.slice(from, from + size)
      from += part.length
      const also = from < reads.length ? null : strangers
      await this.commit(part, { ...place, lastUid: part.at(-1)?.found.uid ?? 0 }, also)
      await nextTurn()
    }
  }

  /** Notes that a folder was read up to a place, and what was found on the way. */
  async note(place: Place, strangers: StrangerNotes | null = null): Promise<void> {
    await this.write([], place, strangers)
  }

  /**
   * Stores mails and, in the same transaction, how far the folder was read.
   *
   * A mail that cannot be stored is left out for good, so that it does not stand before all that
   * come after it; where it is the disk or the database that takes nothing, this throws, and the
   * mails are read again.
   */
  private async commit(
    reads: readonly CameMail[],
    place: Place,
    strangers: StrangerNotes | null,
  ): Promise<void> {
    try {
      await this.write(reads, place, strangers)
    } catch (cause) {
      if (!isOfMail(cause)) throw cause
      for (const read of reads) await this.commitAlone(read, { ...place, lastUid: read.found.uid })
      if (strangers !== null) await this.write([], place, strangers)
    }
  }

  private async commitAlone(read: CameMail, place: Place): Promise<void> {
    try {
      await this.write([read], place, null)
    } catch (cause) {
      if (!isOfMail(cause)) throw cause
      await this.write([], place, null)
      this.parts.log.error('mailboxes.mail-left-out', cause, { uid: read.found.uid })
    }
  }

  private async write(
    reads: readonly CameMail[],
    place: Place,
    strangers: StrangerNotes | null,
  ): Promise<void> {
    const { unitOfWork, states, store, book, clock } = this.parts
    failpoint('mailboxes.before-store')
    await unitOfWork.run(syncContext, syncLabel, (tx) => {
      const begun = clock.monotonic()
      store.storeAll(tx, reads)
      this.learnPace(reads.length, clock.monotonic() - begun)
      if (strangers !== null) noteStrangers(book, tx, strangers)
      states.saveCursor(tx, { accountUid: this.account.uid, ...place }, clock.now())
      return ok(null)
    })
  }

  /** Disks take long to write a transaction down: as many mails share one as the thread can bear. */
  private learnPace(count: number, ms: number): void {
    const { least, most } = storedAtOnce
    // A few say nothing unless they took long.
    if (count < this.atOnce / 2 && ms <= aimedMs) return
    const fitting = Math.floor((count * aimedMs) / Math.max(ms, 0.1))
    // Somebody else may have had the processor: one measurement does not change much.
    const near = Math.min(Math.max(fitting, Math.floor(this.atOnce / 2)), this.atOnce * 2)
    this.atOnce = Math.min(Math.max(near, least), most)
  }
}

/** Whether it is the mail that cannot be stored: what disk or database say concerns all of them. */
const isOfMail = (cause: unknown): boolean => {
  // Any thrown value may be asked for its code; what it lacks is undefined.
  const { code } = Object(cause) as { readonly code?: unknown }
  if (typeof code !== 'string') return true
  // Of the file system: ENOSPC, EIO; what begins with ERR_ is thrown by Node for a wrong value.
  if (/^E(?!RR_)[A-Z0-9]+$/u.test(code)) return false
  if (!code.startsWith('SQLITE_')) return true
  return /^SQLITE_(?:CONSTRAINT|TOOBIG|MISMATCH)/u.test(code)
}

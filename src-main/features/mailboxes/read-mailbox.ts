import { setImmediate as nextTurn } from 'node:timers/promises'
import type { UnitOfWork } from '#main/db/unit-of-work.ts'
import type { ImapFailure, ImapFolder, ImapSession } from '#main/engines/email/imap.ts'
import {
  type IncomingMail,
  maxMailBytes,
  parseIncoming,
} from '#main/engines/email/incoming/parse-incoming.ts'
import type { CallContext } from '#main/platform/call-context.ts'
import type { Clock } from '#main/platform/clock.ts'
import { failpoint } from '#main/platform/failpoint.ts'
import type { Logger } from '#main/platform/logger.ts'
import { normalizeEmail } from '#shared/domain/email-address.ts'
import { ok, type Result } from '#shared/domain/result.ts'
import { findSent } from './find-sent.ts'
import { type FoundMail, foundMail, mayBeBounce, mayUnsubscribe, telling } from './found-mail.ts'
import type {
  FolderCursor,
  MailboxAccount,
  MailboxStatesRepository,
} from './mailbox-states.repository.ts'
import type { AddressOwner, MailboxesRepository } from './mailboxes.repository.ts'
import type { OutgoingMails } from './outgoing-mails.ts'
import { readAhead } from './read-ahead.ts'
import type { MailStore, ReadMail } from './store-mail.ts'

/** What a mailbox is read with. */
export interface ReadParts {
  readonly repository: MailboxesRepository
  readonly states: MailboxStatesRepository
  readonly unitOfWork: UnitOfWork
  readonly store: MailStore
  readonly outgoing: OutgoingMails
  readonly clock: Pick<Clock, 'now' | 'monotonic'>
  readonly log: Logger
  /** True when the reading is to end. */
  readonly isStopped: () => boolean
}

const syncContext: CallContext = { actor: 'sync', window: null }
/** All reading of a minute counts as one act of History. */
const label = { code: 'mailboxes.sync', mergeKey: 'mailboxes.sync' }

/** Headers of so many mails are asked for at a time. */
const pageSize = 500
/** So many of them are judged before anybody else has a turn. */
const judgedAtOnce = 40
/** Sources of so many of those that matter. */
const sourcesAtOnce = 40
/** As many as fit are stored in one transaction. */
const storedAtOnce = { least: 4, most: 40 }
/** What one transaction may keep the thread busy, in milliseconds. */
const aimedMs = 12
/** The first reading of a folder goes back so far. */
const firstReadMs = 2 * 366 * 86_400_000
const maxFolders = 200
const unread: ReadonlySet<string> = new Set(['\\Junk', '\\Trash', '\\Drafts'])

/** One reading of one account's folders, from where the last one ended. */
export class MailboxReading {
  private readonly parts: ReadParts
  private readonly account: MailboxAccount
  private readonly session: ImapSession
  private readonly own: ReadonlySet<string>
  private atOnce = storedAtOnce.least

  constructor(parts: ReadParts, account: MailboxAccount, session: ImapSession) {
    this.parts = parts
    this.account = account
    this.session = session
    const own = parts.repository.ownAddresses().map(normalizeEmail)
    this.own = new Set(own.filter((address) => address !== null))
  }

  /** Reads whatever came since; false when it was stopped before the end. */
  async run(): Promise<Result<boolean, ImapFailure>> {
    const listed = await this.session.folders()
    if (!listed.ok) return listed
    const cursors = this.parts.states.cursors(this.account.uid)
    for (const folder of readable(listed.value)) {
      const cursor = cursors.get(folder.path)
      const isSame = cursor?.uidValidity === folder.uidValidity
      if (isSame && cursor.lastUid >= folder.uidNext - 1) continue
      const read = await this.readFolder(folder.path)
      if (!read.ok || !read.value) return read
    }
    return this.lookForDoubtful(listed.value)
  }

  /** Mails that may have left are looked for by name: their copy may have come before the doubt. */
  private async lookForDoubtful(
    folders: readonly ImapFolder[],
  ): Promise<Result<boolean, ImapFailure>> {
    const { repository, unitOfWork, outgoing, clock } = this.parts
    const doubtful = repository.doubtful(this.account.uid, clock.now())
    if (doubtful.length === 0) return ok(true)
    const found = await findSent(this.session, folders, doubtful)
    if (!found.ok) return found
    const isFound = new Set(found.value)
    const missing = doubtful.filter((mail) => mail.isDueToBeFound && !isFound.has(mail.sendId))
    if (isFound.size + missing.length === 0) return ok(true)
    await unitOfWork.run(syncContext, label, (tx) => {
      for (const sendId of isFound) outgoing.noteLeft(tx, sendId)
      for (const { sendId } of missing) outgoing.noteMissing(tx, sendId)
      return ok(null)
    })
    return ok(true)
  }

  private async readFolder(path: string): Promise<Result<boolean, ImapFailure>> {
    const opened = await this.session.examine(path)
    if (!opened.ok) return opened
    const { uidValidity, uidNext } = opened.value
    const cursor = this.parts.states.cursors(this.account.uid).get(path)
    // Other numbers than before: everything is read again, and what is stored is known by its id.
    const last = cursor?.uidValidity === uidValidity ? cursor.lastUid : null
    const since = last === null ? new Date(this.parts.clock.now() - firstReadMs) : undefined
    const uids = await this.session.uidsAbove(last ?? 0, since)
    if (!uids.ok) return uids
    // The server sends what comes next while this is being stored.
    for await (const chunk of readAhead(this.chunks(uids.value), aheadLimits)) {
      if (!chunk.ok) return chunk
      if (this.parts.isStopped()) return ok(false)
      await this.storeChunk(chunk.value, { folder: path, uidValidity })
    }
    // Numbers below the next one are taken, though their mails may be gone.
    const end = Math.max(uidNext - 1, uids.value.at(-1) ?? 0)
    await this.commit([], { folder: path, uidValidity, lastUid: end })
    return ok(true)
  }

  /** Reads headers page by page, and the sources of those mails that matter. */
  private async *chunks(
    uids: readonly number[],
  ): AsyncGenerator<Result<Chunk, ImapFailure>, undefined> {
    for (let at = 0; at < uids.length; at += pageSize) {
      const page = uids.slice(at, at + pageSize)
      const headers = await this.session.headers(page, telling)
      if (!headers.ok) {
        yield headers
        return
      }
      const mattering: Candidate[] = []
      for (let from = 0; from < headers.value.length; from += judgedAtOnce) {
        const part = headers.value.slice(from, from + judgedAtOnce)
        mattering.push(...this.mattering(part.map(foundMail)))
        await nextTurn()
      }
      for (let from = 0; from < mattering.length; from += sourcesAtOnce) {
        const some = mattering.slice(from, from + sourcesAtOnce)
        const wanted = some.filter(({ needsSource }) => needsSource).map(({ found }) => found.uid)
        const sources = await this.session.sources(wanted, maxMailBytes)
        if (!sources.ok) {
          yield sources
          return
        }
        yield ok({ some, sources: sources.value, lastUid: null })
      }
      // Where mails were stored, the place was saved with them.
      const lastUid = mattering.length === 0 ? (page.at(-1) ?? 0) : null
      yield ok({ some: [], sources: new Map(), lastUid })
    }
  }

  private async storeChunk(
    { some, sources, lastUid }: Chunk,
    place: Omit<Place, 'lastUid'>,
  ): Promise<void> {
    for (let from = 0; from < some.length; ) {
      const part = some.slice(from, from + this.atOnce)
      const reads: ReadMail[] = []
      for (const candidate of part) {
        const { found, needsSource } = candidate
        const mail = needsSource ? await readSource(found, sources.get(found.uid)) : null
        reads.push({ ...candidate, mail, accountId: this.account.id })
        await nextTurn()
      }
      await this.commit(reads, { ...place, lastUid: reads.at(-1)?.found.uid ?? 0 })
      await nextTurn()
      from += part.length
    }
    if (lastUid !== null) await this.commit([], { ...place, lastUid })
  }

  /**
   * Stores mails and, in the same transaction, how far the folder was read.
   *
   * A mail that cannot be stored is left out for good, so that it does not stand before all that
   * come after it; where nothing can be stored, this throws.
   */
  private async commit(reads: readonly ReadMail[], place: Place): Promise<void> {
    const last = reads.at(-1)
    try {
      await this.write(reads, place)
    } catch (cause) {
      if (last === undefined) throw cause
      for (const read of reads) await this.commitAlone(read, { ...place, lastUid: read.found.uid })
    }
  }

  private async commitAlone(read: ReadMail, place: Place): Promise<void> {
    try {
      await this.write([read], place)
    } catch (cause) {
      await this.write([], place)
      this.parts.log.error('mailboxes.mail-left-out', cause, { uid: read.found.uid })
    }
  }

  private async write(reads: readonly ReadMail[], place: Place): Promise<void> {
    const { unitOfWork, states, store, clock } = this.parts
    failpoint('mailboxes.before-store')
    await unitOfWork.run(syncContext, label, (tx) => {
      const begun = clock.monotonic()
      for (const read of reads) store.store(tx, read)
      this.learnPace(reads.length, clock.monotonic() - begun)
      states.saveCursor(tx, { accountUid: this.account.uid, ...place }, clock.now())
      return ok(null)
    })
  }

  /** Disks take long to write a transaction down: as many mails share one as the thread can bear. */
  private learnPace(count: number, ms: number): void {
    const { least, most } = storedAtOnce
    if (ms > aimedMs) this.atOnce = Math.max(least, Math.floor(this.atOnce / 2))
    else if (count === this.atOnce && ms < aimedMs / 2)
      this.atOnce = Math.min(most, this.atOnce * 2)
  }

  private mattering(mails: readonly FoundMail[]): readonly Candidate[] {
    const addresses = new Set(
      mails.flatMap(({ from, to }) => [...to, ...(from === null ? [] : [from])]),
    )
    const owners = this.parts.repository.ownersOf([...addresses])
    const byAddress = Map.groupBy(owners, ({ address }) => address)
    const ownersOf = (some: readonly (string | null)[]): readonly AddressOwner[] =>
      some.flatMap((address) =>
        address === null || this.own.has(address) ? [] : (byAddress.get(address) ?? []),
      )
    return mails.flatMap((found) => {
      const isOut =
        found.from !== null && this.own.has(found.from) && !mayUnsubscribe(found.headers)
      return isOut
        ? this.outgoing(found, ownersOf(found.to))
        : this.incoming(found, ownersOf([found.from]))
    })
  }

  private outgoing(found: FoundMail, owners: readonly AddressOwner[]): readonly Candidate[] {
    const { messageId, sendId } = found.place
    const isKiths = sendId !== null || (messageId !== null && this.isOurs(messageId))
    if (!isKiths && owners.length === 0) return []
    return [{ found, owners, isOut: true, needsSource: owners.length > 0 }]
  }

  private incoming(found: FoundMail, owners: readonly AddressOwner[]): readonly Candidate[] {
    const matters =
      owners.length > 0 ||
      mayBeBounce(found.headers) ||
      mayUnsubscribe(found.headers) ||
      this.answersOurs(found)
    return matters ? [{ found, owners, isOut: false, needsSource: true }] : []
  }

  private answersOurs({ place: { answers } }: FoundMail): boolean {
    if (answers.length === 0) return false
    return (
      answers.some((id) => this.isOurs(id)) || this.parts.repository.leftMail(answers) !== undefined
    )
  }

  private isOurs(messageId: string): boolean {
    return this.parts.outgoing.sendIdOf(messageId) !== null
  }
}

type Place = Omit<FolderCursor, 'accountUid'>

interface Chunk {
  readonly some: readonly Candidate[]
  readonly sources: ReadonlyMap<number, Uint8Array>
  /** Everything up to here is read; null in the middle of a page. */
  readonly lastUid: number | null
}

/** So much is in memory before it is stored, and what was asked for last. */
const aheadLimits = {
  most: 8 * 1024 ** 2,
  weigh: (chunk: Result<Chunk, ImapFailure>): number => {
    if (!chunk.ok) return 0
    const { some, sources } = chunk.value
    // Headers weigh something as well.
    let bytes = some.length * 4096
    for (const source of sources.values()) bytes += source.byteLength
    return bytes
  },
}

interface Candidate {
  readonly found: FoundMail
  readonly owners: readonly AddressOwner[]
  readonly isOut: boolean
  readonly needsSource: boolean
}

/** One that cannot be read still came: its headers are known. */
const readSource = async (
  { headers }: FoundMail,
  source: Uint8Array | undefined,
): Promise<IncomingMail> => {
  const parsed = source === undefined ? undefined : await parseIncoming(source)
  return parsed?.ok === true ? parsed.value : { headers, text: '', reports: [] }
}

/** Sent mails first, so that answers find what they answer; "all mail" instead of its parts. */
const readable = (folders: readonly ImapFolder[]): readonly ImapFolder[] => {
  const all = folders.find(({ use }) => use === '\\All')
  const some =
    all === undefined ? folders.filter(({ use }) => use === null || !unread.has(use)) : [all]
  const rank = ({ use }: ImapFolder): number => (use === '\\Sent' ? 0 : use === '\\Inbox' ? 1 : 2)
  return some.toSorted((a, b) => rank(a) - rank(b)).slice(0, maxFolders)
}

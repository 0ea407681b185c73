import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Transaction } from '#main/db/executor.ts'
import type { ImapFailure, ImapFolder, NamedFolder } from '#main/engines/email/imap.ts'
import { ok, type Result } from '#shared/domain/result.ts'
import type { FoundMail } from './found-mail.ts'
import { MailJudge } from './judge-mail.ts'
import type { LookBacksRepository } from './look-backs.repository.ts'
import type { MailSource } from './mail-source.ts'
import type { MailboxAccount } from './mailbox-states.repository.ts'
import type { ReadParts } from './read-mailbox.ts'
import { firstReadMs, lastRead, openFolder, readableFolders } from './readable-folders.ts'
import { MailWriter, syncContext } from './write-mails.ts'

interface LookBackParts extends Omit<ReadParts, 'states'> {
  readonly lookBacks: LookBacksRepository
  /**
   * It ended again and again before it was over: the server is not asked to search any more, and
   * what it cannot hand over is left out.
   */
  readonly isCutOften: boolean
}

/** Above so many addresses all headers are passed over once, instead of one search for each. */
const mostSearches = 500
/** Addresses looked for at a time; what is done by then is not done again. */
const addressesAtOnce = 20
/** The newest of an address in each folder. */
const mostMails = 200
/** Whoever waits for the mailbox waits no longer for old mails; they go on after the next reading. */
const mostMs = 20_000
const mailsAtOnce = 100
const forgottenAtOnce = 500

/** A folder as it is read, and what it is for. */
interface SearchedFolder extends Pick<NamedFolder, 'use'> {
  readonly folder: string
  readonly uidValidity: number
}

/** Which mails of some headers are wanted. */
type Wanted = (found: readonly FoundMail[]) => ReadonlySet<string>

/**
 * Looks for older mails of addresses that contacts got after those mails had come and were passed
 * by, as far back as a first reading goes. Each is stored once, and does what it would have done.
 */
export class LookBack {
  private readonly parts: LookBackParts
  private readonly account: MailboxAccount
  private readonly source: MailSource
  private readonly judge: MailJudge
  private readonly since: Date
  private readonly until: number
  private readonly shut = new Set<string>()
  private isFurther = false

  constructor(parts: LookBackParts, account: MailboxAccount, source: MailSource) {
    this.parts = parts
    this.account = account
    this.source = source
    this.judge = new MailJudge(parts)
    this.since = new Date(parts.clock.now() - firstReadMs)
    this.until = parts.clock.monotonic() + mostMs
  }

  /** Goes on where it ended last, for a while. */
  async run(): Promise<Result<null, ImapFailure>> {
    const { lookBacks } = this.parts
    const { uid } = this.account
    const wanted = lookBacks.wanted(uid, mostSearches + 1)
    if (wanted.length === 0) return ok(null)
    const listed = await this.source.names()
    if (!listed.ok) return listed
    const folders = readableFolders(listed.value)
    const isPass = this.parts.isCutOften || wanted.length > mostSearches
    if (isPass && !lookBacks.hasPass(uid)) await this.write((tx) => lookBacks.beginPass(tx, uid))
    return lookBacks.hasPass(uid) ? this.pass(folders) : this.search(folders, wanted)
  }

  /** Whether something was found out that need not be asked for again. */
  get hasAdvanced(): boolean {
    return this.isFurther
  }

  private isOver(): boolean {
    return this.parts.isStopped() || this.parts.clock.monotonic() >= this.until
  }

  private async search(
    folders: readonly NamedFolder[],
    wanted: readonly string[],
  ): Promise<Result<null, ImapFailure>> {
    for (let from = 0; from < wanted.length && !this.isOver(); from += addressesAtOnce) {
      const some = wanted.slice(from, from + addressesAtOnce)
      const searched = await this.searchFor(some, folders)
      if (this.parts.isStopped()) break
      // What could not be looked for is, at the next reading.
      if (!searched.ok) return searched
      await this.write((tx) => this.parts.lookBacks.forget(tx, this.account.uid, some))
      this.isFurther = true
    }
    return ok(null)
  }

  private async searchFor(
    addresses: readonly string[],
    folders: readonly NamedFolder[],
  ): Promise<Result<null, ImapFailure>> {
    for (const folder of folders) {
      const opened = await this.open(folder)
      if (!opened.ok) return opened
      if (opened.value === null) continue
      const { path, use } = folder
      const { uidValidity } = opened.value
      const searched = await this.searchIn({ folder: path, use, uidValidity }, addresses)
      if (!searched.ok) return searched
    }
    return ok(null)
  }

  private async searchIn(
    place: SearchedFolder,
    addresses: readonly string[],
  ): Promise<Result<null, ImapFailure>> {
    const wanted = new Set(addresses)
    const uids = new Set<number>()
    for (const address of addresses) {
      const found = await this.source.uidsWith(address, this.since)
      if (!found.ok) return found
      for (const uid of found.value.slice(-mostMails)) uids.add(uid)
    }
    const sorted = [...uids].toSorted((a, b) => a - b)
    return this.readAll(sorted, { place, wanted: () => wanted, isTimed: false })
  }

  /** Opens a folder; null for one that is left out, which is noted once. */
  private async open(folder: NamedFolder): Promise<Result<ImapFolder | null, ImapFailure>> {
    const opened = await openFolder(this.source, folder)
    if (opened.ok && opened.value === null && !this.shut.has(folder.path)) {
      this.shut.add(folder.path)
      this.parts.log.warn('mailboxes.folder-left-out', { account: this.account.id })
    }
    return opened
  }

  private async pass(folders: readonly NamedFolder[]): Promise<Result<null, ImapFailure>> {
    const { lookBacks } = this.parts
    const { uid } = this.account
    const wanted: Wanted = (found) => {
      const named = found.flatMap(({ from, to }) => (from === null ? to : [from, ...to]))
      return new Set(lookBacks.wantedOf(uid, [...new Set(named)]))
    }
    for (const folder of folders) {
      const { path, use } = folder
      const opened = await this.open(folder)
      if (!opened.ok) return opened
      if (opened.value === null) continue
      const { uidValidity, uidNext } = opened.value
      const last = lastRead(lookBacks.cursor(uid, path), opened.value) ?? 0
      if (uidNext !== null && last >= uidNext - 1) continue
      const uids = await this.source.uidsAbove(last, this.since)
      if (!uids.ok) return uids
      const place = { folder: path, use, uidValidity }
      const read = await this.readAll(uids.value, { place, wanted, isTimed: true })
      if (!read.ok) return read
      if (this.isOver()) return ok(null)
    }
    for (let isMore = true; isMore; await nextTurn())
      isMore = await this.write((tx) => lookBacks.endPass(tx, uid, forgottenAtOnce))
    return ok(null)
  }

  /** Reads headers page by page and stores the wanted mails, with how far a timed pass has come. */
  private async readAll(
    uids: readonly number[],
    how: {
      readonly place: SearchedFolder
      readonly wanted: Wanted
      readonly isTimed: boolean
    },
  ): Promise<Result<null, ImapFailure>> {
    const { lookBacks, pageSize } = this.parts
    const saveCursor = how.isTimed ? lookBacks.saveCursor.bind(lookBacks) : () => {}
    const writer = new MailWriter({ ...this.parts, states: { saveCursor } }, this.account)
    for (let at = 0; at < uids.length; at += pageSize) {
      if (how.isTimed ? this.isOver() : this.parts.isStopped()) return ok(null)
      const page = uids.slice(at, at + pageSize)
      const stored = await this.readPage(page, how, writer)
      // Not all of the page may be stored.
      if (this.parts.isStopped()) return ok(null)
      const isPast = stored.ok || (this.parts.isCutOften && stored.error.code === 'protocol')
      if (how.isTimed && isPast) {
        await writer.note({ ...how.place, lastUid: page.at(-1) ?? 0 })
        this.isFurther = true
      }
      if (!stored.ok) return stored
    }
    return ok(null)
  }

  private async readPage(
    uids: readonly number[],
    how: Pick<Parameters<LookBack['readAll']>[1], 'wanted' | 'place'>,
    writer: MailWriter,
  ): Promise<Result<null, ImapFailure>> {
    const found = await this.source.found(uids)
    return found.ok ? this.storeWanted(found.value, how, writer) : found
  }

  private async storeWanted(
    found: readonly FoundMail[],
    { wanted, place }: Pick<Parameters<LookBack['readAll']>[1], 'wanted' | 'place'>,
    writer: MailWriter,
  ): Promise<Result<null, ImapFailure>> {
    const addresses = wanted(found)
    const mattering = this.judge
      .mattering(found, place.use)
      .filter(({ owners }) => owners.some(({ address }) => addresses.has(address)))
      .map((candidate) => {
        const owners = candidate.owners.filter(({ address }) => addresses.has(address))
        return candidate.isOut ? { ...candidate, owners } : candidate
      })
    for (let from = 0; from < mattering.length; from += mailsAtOnce) {
      const some = mattering.slice(from, from + mailsAtOnce)
      const mails = await this.source.mails(some.map(({ found: { uid } }) => uid))
      if (!mails.ok) return mails
      if (this.parts.isStopped()) return ok(null)
      const accountId = this.account.id
      const reads = some.map((candidate) => {
        const mail = mails.value.get(candidate.found.uid) ?? null
        return { ...candidate, mail, accountId }
      })
      await writer.store({ reads, strangers: null }, place)
    }
    return ok(null)
  }

  private async write<T>(work: (tx: Transaction) => T): Promise<T> {
    const done = await this.parts.unitOfWork.run(syncContext, { code: 'mailboxes.note' }, (tx) =>
      ok(work(tx)),
    )
    if (!done.ok) throw new Error('nothing here is refused')
    return done.value.value
  }
}

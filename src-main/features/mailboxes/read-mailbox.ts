import {
  hasState,
  type ImapFailure,
  type ListedFolder,
  type NamedFolder,
} from '#main/engines/email/imap.ts'
import { ok, type Result } from '#shared/domain/result.ts'
import { findSent } from './find-sent.ts'
import { MailJudge } from './judge-mail.ts'
import { type Chunk, type ChunkParts, mailChunks } from './mail-chunks.ts'
import type { MailSource } from './mail-source.ts'
import type {
  FolderCursor,
  MailboxAccount,
  MailboxStatesRepository,
} from './mailbox-states.repository.ts'
import type { MailboxesRepository } from './mailboxes.repository.ts'
import type { OutgoingMails } from './outgoing-mails.ts'
import { readAhead } from './read-ahead.ts'
import {
  discardedFolders,
  firstDiscardedMs,
  firstReadMs,
  lastRead,
  openFolder,
  readableFolders,
} from './readable-folders.ts'
import { answersCountMs, Strangers } from './strangers.ts'
import { MailWriter, syncContext, syncLabel, type WriteParts } from './write-mails.ts'

/** What a mailbox is read with. */
export interface ReadParts extends WriteParts {
  readonly states: MailboxStatesRepository
  readonly repository: MailboxesRepository
  readonly outgoing: OutgoingMails
  /** True when the reading is to end. */
  readonly isStopped: () => boolean
  /** Headers of so many mails are asked for at a time. */
  readonly pageSize: number
}

const forgottenAtOnce = 2000

/** One reading of one account's folders, from where the last one ended. */
export class MailboxReading {
  private readonly parts: ReadParts
  private readonly account: MailboxAccount
  private readonly source: MailSource
  private readonly judge: MailJudge
  private readonly writer: MailWriter
  private readonly strangers: Strangers
  private readonly readBefore: number | null

  constructor(parts: ReadParts, account: MailboxAccount, source: MailSource) {
    this.parts = parts
    this.account = account
    this.source = source
    this.judge = new MailJudge(parts)
    this.writer = new MailWriter(parts, account)
    const state = parts.states.states().find(({ uid }) => uid === account.uid)
    this.readBefore = state?.lastSyncAt ?? null
    // A reading in the future was noted by a clock that was set back since.
    const isPast = this.readBefore !== null && this.readBefore <= parts.clock.now()
    this.strangers = new Strangers(parts, isPast ? this.readBefore : null)
  }

  /** Reads whatever came since; false when it was stopped before the end. */
  async run(): Promise<Result<boolean, ImapFailure>> {
    const cursors = this.parts.states.cursors(this.account.uid)
    // At first each is read, and its state is told when it is opened.
    const listed = cursors.size === 0 ? await this.source.names() : await this.source.folders()
    if (!listed.ok) return listed
    const readable = readableFolders(listed.value)
    const discarded = discardedFolders(listed.value)
    for (const folder of [...readable, ...discarded]) {
      if (isRead(folder, cursors.get(folder.path))) continue
      const read = await this.readFolder(folder, discarded.includes(folder))
      if (!read.ok || !read.value) return read
    }
    const looked = await this.lookForDoubtful(listed.value)
    if (looked.ok) await this.forgetOld()
    return looked
  }

  /** Mails to strangers whose answers count no more are forgotten, some at each reading. */
  private async forgetOld(): Promise<void> {
    const { book, unitOfWork, clock } = this.parts
    const before = clock.now() - answersCountMs
    const oldest = book.oldestMail()
    if (oldest === null || oldest >= before) return
    await unitOfWork.run(syncContext, syncLabel, (tx) => {
      book.forgetMails(tx, before, forgottenAtOnce)
      return ok(null)
    })
  }

  /** Mails that may have left are looked for by name: their copy may have come before the doubt. */
  private async lookForDoubtful(
    folders: readonly NamedFolder[],
  ): Promise<Result<boolean, ImapFailure>> {
    const { repository, unitOfWork, outgoing, clock } = this.parts
    const doubtful = repository.doubtful(this.account.uid, clock.now())
    if (doubtful.length === 0) return ok(true)
    const found = await findSent(this.source, folders, doubtful)
    if (!found.ok) return found
    const isFound = new Set(found.value)
    const missing = doubtful.filter((mail) => mail.isDueToBeFound && !isFound.has(mail.sendId))
    if (isFound.size + missing.length === 0) return ok(true)
    await unitOfWork.run(syncContext, syncLabel, (tx) => {
      for (const sendId of isFound) outgoing.noteLeft(tx, sendId)
      for (const { sendId } of missing) outgoing.noteMissing(tx, sendId)
      return ok(null)
    })
    return ok(true)
  }

  private async readFolder(
    folder: NamedFolder,
    isDiscarded: boolean,
  ): Promise<Result<boolean, ImapFailure>> {
    const { path, use } = folder
    const opened = await openFolder(this.source, folder)
    if (!opened.ok) return opened
    if (opened.value === null) return ok(true)
    const { uidValidity, uidNext } = opened.value
    const cursor = this.parts.states.cursors(this.account.uid).get(path)
    const last = lastRead(cursor, opened.value)
    const firstMs = isDiscarded ? firstDiscardedMs : firstReadMs
    const since = last === null ? new Date(this.parts.clock.now() - firstMs) : undefined
    const uids = await this.source.uidsAbove(last ?? 0, since)
    if (!uids.ok) return uids
    const place = { folder: path, uidValidity }
    // The server sends what comes next while this is being stored.
    const source = last === null ? this.source : asItCame(this.source)
    const { pageSize } = this.parts
    const matteringOf: ChunkParts['matteringOf'] = (mails) =>
      isDiscarded ? this.judge.matteringOfDiscarded(mails) : this.judge.mattering(mails, use)
    const strangersOf: ChunkParts['strangersOf'] = (page, mattering) =>
      isDiscarded ? null : this.strangers.of(page, { mattering, use })
    const chunks = mailChunks({ source, matteringOf, strangersOf, pageSize }, uids.value)
    for await (const chunk of readAhead(chunks, aheadLimits)) {
      if (!chunk.ok) return chunk
      if (this.parts.isStopped()) return ok(false)
      const { some, mails, strangers, lastUid } = chunk.value
      const accountId = this.account.id
      const reads = some.map((candidate) => {
        const mail = mails.get(candidate.found.uid) ?? null
        return { ...candidate, mail, accountId, isDiscarded, readBefore: this.readBefore }
      })
      await this.writer.store({ reads, strangers }, place)
      if (lastUid !== null) await this.writer.note({ ...place, lastUid }, strangers)
    }
    // Numbers below the next one are taken, though their mails may be gone.
    const end = Math.max((uidNext ?? 1) - 1, uids.value.at(-1) ?? last ?? 0)
    await this.writer.note({ ...place, lastUid: end })
    return ok(true)
  }
}

/** In a folder that was read before, what is new came when the folder got it. */
const asItCame = (source: MailSource): MailSource => ({
  ...source,
  found: async (uids) => {
    const found = await source.found(uids)
    return found.ok ? ok(found.value.map((mail) => ({ ...mail, arrivedAt: mail.latestAt }))) : found
  },
})

const isRead = (folder: ListedFolder, cursor: FolderCursor | undefined): boolean =>
  hasState(folder) && lastRead(cursor, folder) === folder.uidNext - 1

/** So much is in memory before it is stored, and what was asked for last. */
const aheadLimits = {
  most: 8 * 1024 ** 2,
  weigh: (chunk: Result<Chunk, ImapFailure>): number => {
    if (!chunk.ok) return 0
    const { some, mails } = chunk.value
    // Headers weigh something as well.
    let bytes = some.length * 4096
    for (const { text } of mails.values()) bytes += 2 * text.length
    return bytes
  },
}

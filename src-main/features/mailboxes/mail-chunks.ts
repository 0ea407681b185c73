import type { ImapFailure } from '#main/engines/email/imap.ts'
import { ok, type Result } from '#shared/domain/result.ts'
import type { FoundMail } from './found-mail.ts'
import type { Candidate } from './judge-mail.ts'
import type { MailSource } from './mail-source.ts'
import type { ReadMail } from './read-mail.ts'
import type { StrangerNotes } from './strangers.ts'

/** Some mails that matter, in their order. */
export interface Chunk {
  readonly some: readonly Candidate[]
  readonly mails: ReadonlyMap<number, ReadMail>
  /** What else is to be noted of a page, with its last mails. */
  readonly strangers: StrangerNotes | null
  /** Everything up to here is read; null in the middle of a page. */
  readonly lastUid: number | null
}

/** Where the chunks of a folder come from. */
export interface ChunkParts {
  readonly source: Pick<MailSource, 'found' | 'mails'>
  readonly matteringOf: (page: readonly FoundMail[]) => readonly Candidate[]
  readonly strangersOf: (
    page: readonly FoundMail[],
    mattering: readonly Candidate[],
  ) => StrangerNotes | null
  /** Headers of so many mails are asked for at a time. */
  readonly pageSize: number
}

type Outcome<T> = Promise<Result<T, ImapFailure>>
type Chunks = AsyncGenerator<Result<Chunk, ImapFailure>, undefined>

/** Mails of at most so many of those that matter are asked for at a time. */
const mailsAtOnce = 100

/**
 * Reads headers page by page, and those mails that matter; ends with the first failure.
 *
 * The source is never left without work: while mails of one page are fetched, the headers of the
 * next have come already and those of the one after it are asked for. Whoever leaves early waits
 * for what is under way.
 */
export async function* mailChunks(
  { source, matteringOf, strangersOf, pageSize }: ChunkParts,
  uids: readonly number[],
): Chunks {
  const underWay = new UnderWay()
  const askMails = (some: readonly Candidate[]) => {
    const wanted = some.filter(({ needsSource }) => needsSource)
    return underWay.add(source.mails(wanted.map(({ found: { uid } }) => uid)))
  }
  const pages = parted(uids, pageSize).map((page) => ({ page, lastUid: page.at(-1) ?? 0 }))
  const found = new Map<number, Outcome<readonly FoundMail[]>>()
  const find = (index: number): void => {
    const wanted = pages[index]
    if (wanted !== undefined) found.set(index, underWay.add(source.found(wanted.page)))
  }
  find(0)
  find(1)
  try {
    for (const [index, { lastUid }] of pages.entries()) {
      const mails = await found.get(index)
      if (mails === undefined) return
      found.delete(index)
      if (!mails.ok) {
        yield mails
        return
      }
      const mattering = matteringOf(mails.value)
      // Alike: each call costs something by itself.
      const count = Math.ceil(mattering.length / mailsAtOnce)
      const parts = parted(mattering, Math.ceil(mattering.length / count))
      const fetched = new Map(parts.slice(0, 2).map((some, at) => [at, askMails(some)]))
      find(index + 2)
      const strangers = strangersOf(mails.value, mattering)
      for (const [at, some] of parts.entries()) {
        const read = await fetched.get(at)
        if (read === undefined) return
        fetched.delete(at)
        if (!read.ok) {
          yield read
          return
        }
        const later = parts[at + 2]
        if (later !== undefined) fetched.set(at + 2, askMails(later))
        const isLast = at === parts.length - 1
        yield ok({ some, mails: read.value, strangers: isLast ? strangers : null, lastUid: null })
      }
      // Where mails were stored, the place was saved with them.
      if (parts.length === 0) yield ok({ some: [], mails: new Map(), strangers, lastUid })
    }
  } finally {
    await underWay.settled()
  }
}

/** Calls that nobody may be awaiting yet; a failure is thrown where its outcome is awaited. */
class UnderWay {
  private readonly outcomes = new Set<Promise<unknown>>()

  add<T>(outcome: Promise<T>): Promise<T> {
    this.outcomes.add(outcome)
    const forget = (): void => void this.outcomes.delete(outcome)
    outcome.then(forget, forget)
    return outcome
  }

  async settled(): Promise<void> {
    await Promise.allSettled(this.outcomes)
  }
}

const parted = <T>(items: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  )

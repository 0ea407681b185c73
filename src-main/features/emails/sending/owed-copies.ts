import type { Reader } from '#main/db/executor.ts'
import type { Clock } from '#main/platform/clock.ts'
import type { EmailId } from '#shared/domain/ids.ts'
import type { ContentStore } from '../compose/content-store.ts'
import { OwedCopiesRepository } from './owed-copies.repository.ts'

/** A sent mail of which the mailbox has no copy yet. */
export interface OwedCopy {
  readonly emailId: EmailId
  readonly bytes: Uint8Array
}

/** After so long the mailbox stays without the copy; the timeline has the mail. */
const patienceMs = 3 * 86_400_000
/** A provider that files copies itself has done so by then; one that was seen to file none, too. */
const providerMs = 5 * 60_000
const seenNoneMs = 60_000

/** Copies of sent mails that a mailbox is to have, unless its provider files them by itself. */
export class OwedCopies {
  private readonly repository: OwedCopiesRepository
  private readonly contents: ContentStore
  private readonly clock: Pick<Clock, 'now'>

  constructor(parts: {
    readonly reader: Reader
    readonly contents: ContentStore
    readonly clock: Pick<Clock, 'now'>
  }) {
    this.repository = new OwedCopiesRepository(parts.reader)
    this.contents = parts.contents
    this.clock = parts.clock
  }

  /** Those of an account that are to be tried again, some at a time. */
  of(accountUid: string): readonly OwedCopy[] {
    const now = this.clock.now()
    const times = {
      since: now - patienceMs,
      untilIfNone: now - seenNoneMs,
      until: now - providerMs,
    }
    return this.repository.of(accountUid, times).flatMap(({ emailId, hash }) => {
      const bytes = this.contents.read(hash)
      return bytes === null ? [] : [{ emailId, bytes }]
    })
  }

  /** Whether the provider files copies of sent mails by itself, as its last ones show. */
  providerFiles(accountUid: string): boolean {
    return this.repository.providerFiles(accountUid)
  }
}

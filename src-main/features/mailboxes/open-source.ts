import { type ImapAccess, type ImapFailure, openMailbox } from '#main/engines/email/imap.ts'
import type { StartHelper } from '#main/platform/helper-protocol.ts'
import { ok, type Result } from '#shared/domain/result.ts'
import { type MailSource, mailSource } from './mail-source.ts'
import { openBeside } from './read-beside.ts'

/** A mailbox that was not read for so long may have much that is new. */
const longMs = 86_400_000
/** Headers read at a time: those of one page keep the thread that reads them busy on end. */
const pageSizes = { here: 60, beside: 500 }

interface Opened {
  readonly source: MailSource
  readonly pageSize: number
}

/**
 * Opens a mailbox for reading. What has come within a day is read in this thread, since another one
 * takes longer to start than that; more, and everything at first, in a thread beside.
 */
export const openSource = async (
  access: ImapAccess,
  {
    silentMs,
    isBeside,
    startHelper,
    signal,
    now,
  }: {
    /** Since it was read last; null when it never was. */
    readonly silentMs: number | null
    /** Whether there may be much to read for another reason. */
    readonly isBeside: boolean
    readonly startHelper: StartHelper | undefined
    readonly signal: AbortSignal
    readonly now: number
  },
): Promise<Result<Opened, ImapFailure>> => {
  if (startHelper !== undefined && (isBeside || silentMs === null || silentMs > longMs)) {
    const beside = await openBeside(startHelper, access, { signal, now })
    return beside.ok ? ok({ source: beside.value, pageSize: pageSizes.beside }) : beside
  }
  const opened = await openMailbox(access, signal)
  return opened.ok
    ? ok({ source: mailSource(opened.value, now), pageSize: pageSizes.here })
    : opened
}

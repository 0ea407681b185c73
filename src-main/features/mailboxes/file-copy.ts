import {
  type ImapAccess,
  type ImapFailure,
  type ImapSession,
  openMailbox,
} from '#main/engines/email/imap.ts'
import { headerOf, readHeaders } from '#main/engines/email/incoming/mail-headers.ts'
import { ok, type Result } from '#shared/domain/result.ts'
import { openFolder } from './readable-folders.ts'

/**
 * Files the copy of a sent mail in the folder for sent mail; false where there is no such folder, or
 * a copy lies there already: of the provider, or of a try whose answer was lost.
 */
export const fileCopyIn = async (
  session: Pick<ImapSession, 'folders' | 'examine' | 'find' | 'append'>,
  mail: Uint8Array,
): Promise<Result<boolean, ImapFailure>> => {
  const folders = await session.folders()
  if (!folders.ok) return folders
  const sent = folders.value.find(({ use }) => use === '\\Sent')
  if (sent === undefined) return ok(false)
  const opened = await openFolder(session, sent)
  if (!opened.ok) return opened
  if (opened.value === null) return ok(false)
  const headers = readHeaders(new TextDecoder().decode(mail.subarray(0, 65_536)))
  // Some providers give a mail another Message-ID.
  for (const name of ['Message-ID', 'X-Kith-Send-Id']) {
    const value = headerOf(headers, name.toLowerCase())
    if (value === '') continue
    const known = await session.find(name, value)
    if (!known.ok) return known
    if (known.value.length > 0) return ok(false)
  }
  const filed = await session.append(sent.path, mail)
  return filed.ok ? ok(true) : filed
}

/** The same over a connection of its own. */
export const fileCopy = async (
  access: ImapAccess,
  mail: Uint8Array,
  signal: AbortSignal,
): Promise<Result<boolean, ImapFailure>> => {
  const opened = await openMailbox(access, signal)
  if (!opened.ok) return opened
  try {
    return await fileCopyIn(opened.value, mail)
  } finally {
    await opened.value.close()
  }
}

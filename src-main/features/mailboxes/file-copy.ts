import { type ImapAccess, type ImapFailure, openMailbox } from '#main/engines/email/imap.ts'
import { headerOf, readHeaders } from '#main/engines/email/incoming/mail-headers.ts'
import { ok, type Result } from '#shared/domain/result.ts'

/**
 * Files the copy of a sent mail in the folder for sent mail; false where there is no such folder, or
 * the provider has filed one itself.
 */
export const fileCopy = async (
  access: ImapAccess,
  mail: Uint8Array,
  signal: AbortSignal,
): Promise<Result<boolean, ImapFailure>> => {
  const opened = await openMailbox(access, signal)
  if (!opened.ok) return opened
  const session = opened.value
  try {
    const folders = await session.folders()
    if (!folders.ok) return folders
    const sent = folders.value.find(({ use }) => use === '\\Sent')
    if (sent === undefined) return ok(false)
    const examined = await session.examine(sent.path)
    if (!examined.ok) return examined
    const messageId = headerOf(
      readHeaders(new TextDecoder().decode(mail.subarray(0, 65_536))),
      'message-id',
    )
    const known = await session.find('Message-ID', messageId)
    if (!known.ok) return known
    if (known.value.length > 0) return ok(false)
    const filed = await session.append(sent.path, mail)
    return filed.ok ? ok(true) : filed
  } finally {
    await session.close()
  }
}

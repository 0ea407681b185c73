import type { ImapFailure, ImapSession } from '#main/engines/email/imap.ts'
import { headerOf, readHeaders } from '#main/engines/email/incoming/mail-headers.ts'
import { ok, type Result } from '#shared/domain/result.ts'
import { openFolder } from './readable-folders.ts'

/**
 * What became of a copy: it was filed, or one lay there already, of the provider or of a try whose
 * answer was lost; or there is no folder for sent mail.
 */
export type CopyFate = 'filed' | 'found' | 'no-folder'

/** Files the copy of a sent mail in the folder for sent mail, unless one lies there. */
export const fileCopy = async (
  session: Pick<ImapSession, 'folders' | 'examine' | 'find' | 'append'>,
  mail: Uint8Array,
): Promise<Result<CopyFate, ImapFailure>> => {
  const folders = await session.folders()
  if (!folders.ok) return folders
  const sent = folders.value.find(({ use }) => use === '\\Sent')
  if (sent === undefined) return ok('no-folder')
  const opened = await openFolder(session, sent)
  if (!opened.ok) return opened
  if (opened.value === null) return ok('no-folder')
  const headers = readHeaders(new TextDecoder().decode(mail.subarray(0, 65_536)))
  // Some providers give a mail another Message-ID.
  for (const name of ['Message-ID', 'X-Kith-Send-Id']) {
    const value = headerOf(headers, name.toLowerCase())
    if (value === '') continue
    const known = await session.find(name, value)
    if (!known.ok) return known
    if (known.value.length > 0) return ok('found')
  }
  const filed = await session.append(sent.path, mail)
  return filed.ok ? ok('filed') : filed
}

import type { ImapFailure, NamedFolder } from '#main/engines/email/imap.ts'
import { ok, type Result } from '#shared/domain/result.ts'
import type { MailSource } from './mail-source.ts'
import type { DoubtfulMail } from './mailboxes.repository.ts'
import { openFolder } from './readable-folders.ts'

/** Where copies of sent mails lie; providers without "sent" keep them among all mails. */
const uses = new Set(['\\Sent', '\\All', '\\Inbox'])

/** Send ids of those mails of which the mailbox has a copy, by Message-ID or `X-Kith-Send-Id`. */
export const findSent = async (
  source: MailSource,
  folders: readonly NamedFolder[],
  mails: readonly DoubtfulMail[],
): Promise<Result<readonly string[], ImapFailure>> => {
  const found = new Set<string>()
  for (const folder of folders) {
    if (folder.use === null || !uses.has(folder.use)) continue
    const opened = await openFolder(source, folder)
    if (!opened.ok) return opened
    if (opened.value === null) continue
    for (const mail of mails) {
      if (found.has(mail.sendId)) continue
      const isHere = await hasCopy(source, mail)
      if (!isHere.ok) return isHere
      if (isHere.value) found.add(mail.sendId)
    }
  }
  return ok([...found])
}

const hasCopy = async (
  source: MailSource,
  { sendId, messageId }: DoubtfulMail,
): Promise<Result<boolean, ImapFailure>> => {
  const byName = await source.find('X-Kith-Send-Id', sendId)
  if (!byName.ok) return byName
  if (byName.value.length > 0 || messageId === null) return ok(byName.value.length > 0)
  const byId = await source.find('Message-ID', messageId)
  return byId.ok ? ok(byId.value.length > 0) : byId
}

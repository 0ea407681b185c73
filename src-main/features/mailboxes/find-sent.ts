import type { ImapFailure, ImapFolder, ImapSession } from '#main/engines/email/imap.ts'
import { ok, type Result } from '#shared/domain/result.ts'
import type { DoubtfulMail } from './mailboxes.repository.ts'

/** Where copies of sent mails lie; providers without "sent" keep them among all mails. */
const uses = new Set(['\\Sent', '\\All', '\\Inbox'])

/** Send ids of those mails of which the mailbox has a copy, by Message-ID or `X-Kith-Send-Id`. */
export const findSent = async (
  session: ImapSession,
  folders: readonly ImapFolder[],
  mails: readonly DoubtfulMail[],
): Promise<Result<readonly string[], ImapFailure>> => {
  const found = new Set<string>()
  for (const { path, use } of folders) {
    if (use === null || !uses.has(use)) continue
    const opened = await session.examine(path)
    if (!opened.ok) return opened
    for (const mail of mails) {
      if (found.has(mail.sendId)) continue
      const isHere = await hasCopy(session, mail)
      if (!isHere.ok) return isHere
      if (isHere.value) found.add(mail.sendId)
    }
  }
  return ok([...found])
}

const hasCopy = async (
  session: ImapSession,
  { sendId, messageId }: DoubtfulMail,
): Promise<Result<boolean, ImapFailure>> => {
  const byName = await session.find('X-Kith-Send-Id', sendId)
  if (!byName.ok) return byName
  if (byName.value.length > 0 || messageId === null) return ok(byName.value.length > 0)
  const byId = await session.find('Message-ID', messageId)
  return byId.ok ? ok(byId.value.length > 0) : byId
}

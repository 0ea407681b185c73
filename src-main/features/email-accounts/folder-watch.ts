import type { ImapFailure, ImapSession, ToldFolder } from '#main/engines/email/imap.ts'
import { ok, type Result } from '#shared/domain/result.ts'

const headerOf = (headers: string, name: string): string | null => {
  const unfolded = headers.replace(/\r?\n[ \t]+/g, ' ')
  const line = unfolded
    .split(/\r?\n/)
    .find((one) => one.toLowerCase().startsWith(`${name.toLowerCase()}:`))
  return line === undefined ? null : line.slice(name.length + 1).trim()
}

/**
 * What came into a folder since the watch began.
 *
 * The headers are read instead of searched: some servers find only the headers they keep an index
 * of, and ours is not among them.
 */
export class FolderWatch {
  private readonly session: ImapSession
  private readonly folder: ToldFolder

  constructor(session: ImapSession, folder: ToldFolder) {
    this.session = session
    this.folder = folder
  }

  /** The Message-ID of the mail with this send id; null while it is not there. */
  async messageIdOf(sendId: string): Promise<Result<string | null, ImapFailure>> {
    const opened = await this.session.examine(this.folder.path)
    if (!opened.ok) return opened
    if (opened.value === null) return ok(null)
    const uids = await this.session.uidsAbove(this.folder.uidNext - 1)
    if (!uids.ok) return uids
    const blocks: string[] = []
    const mails = await this.session.headers(uids.value, ({ block }) => {
      blocks.push(new TextDecoder().decode(block))
    })
    if (!mails.ok) return mails
    const found = blocks.find((headers) => headerOf(headers, 'X-Kith-Send-Id') === sendId)
    return ok(found === undefined ? null : (headerOf(found, 'Message-ID') ?? ''))
  }
}

import type { ImapFailure, ImapFolder, ImapSession, NamedFolder } from '#main/engines/email/imap.ts'
import { fail, type Result } from '#shared/domain/result.ts'

/** The first reading of a folder goes back so far; so does whoever looks for older mails. */
export const firstReadMs = 2 * 366 * 86_400_000
/** The first reading of what the provider took for junk goes back so far. */
export const firstJunkMs = 30 * 86_400_000
const maxFolders = 200
const unread: ReadonlySet<string> = new Set(['\\Junk', '\\Trash', '\\Drafts'])

/** Sent mails first, so that answers find what they answer; "all mail" instead of its parts. */
export const readableFolders = <F extends NamedFolder>(folders: readonly F[]): readonly F[] => {
  const all = folders.find(({ use }) => use === '\\All')
  const some =
    all === undefined ? folders.filter(({ use }) => use === null || !unread.has(use)) : [all]
  const rank = ({ use }: NamedFolder): number => (use === '\\Sent' ? 0 : use === '\\Inbox' ? 1 : 2)
  return some.toSorted((a, b) => rank(a) - rank(b)).slice(0, maxFolders)
}

/** Where the provider puts what it took for junk, answers among it. */
export const junkFolders = <F extends NamedFolder>(folders: readonly F[]): readonly F[] =>
  folders.filter(({ use }) => use === '\\Junk').slice(0, maxFolders)

const vital: ReadonlySet<string | null> = new Set(['\\Inbox', '\\Sent', '\\All'])

/**
 * Opens a folder to read it; null for one that the server does not open and that is passed by.
 * Where answers come or copies lie that is a failure: without them a mailbox was not read.
 */
export const openFolder = async (
  session: Pick<ImapSession, 'examine'>,
  { path, use }: NamedFolder,
): Promise<Result<ImapFolder | null, ImapFailure>> => {
  const opened = await session.examine(path)
  const isRefused = opened.ok && opened.value === null && vital.has(use)
  return isRefused ? fail('protocol', { said: `EXAMINE ${path}: NO` }) : opened
}

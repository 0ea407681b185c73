import type { ImapFailure, ImapFolder, ImapSession, NamedFolder } from '#main/engines/email/imap.ts'
import { fail, type Result } from '#shared/domain/result.ts'
import type { FolderCursor } from './mailbox-states.repository.ts'

/** The first reading of a folder goes back so far; so does whoever looks for older mails. */
export const firstReadMs = 2 * 366 * 86_400_000
/** The first reading of what was thrown away goes back so far. */
export const firstDiscardedMs = 30 * 86_400_000
const maxFolders = 200
const discarded: ReadonlySet<string> = new Set(['\\Junk', '\\Trash'])
const unread: ReadonlySet<string> = new Set([...discarded, '\\Drafts'])

/** Sent mails first, so that answers find what they answer; "all mail" instead of its parts. */
export const readableFolders = <F extends NamedFolder>(folders: readonly F[]): readonly F[] => {
  const all = folders.find(({ use }) => use === '\\All')
  const some =
    all === undefined ? folders.filter(({ use }) => use === null || !unread.has(use)) : [all]
  const rank = ({ use }: NamedFolder): number => (use === '\\Sent' ? 0 : use === '\\Inbox' ? 1 : 2)
  return some.toSorted((a, b) => rank(a) - rank(b)).slice(0, maxFolders)
}

/** Where lies what the provider took for junk, or the owner deleted elsewhere; answers among it. */
export const discardedFolders = <F extends NamedFolder>(folders: readonly F[]): readonly F[] =>
  folders.filter(({ use }) => use !== null && discarded.has(use)).slice(0, maxFolders)

/**
 * The last number up to which a folder was read; null where it has other numbers than then, or has
 * not given out that one yet: a server put it back as it was before. Then everything is read again,
 * and what is stored is known by its id.
 */
export const lastRead = (
  cursor: Pick<FolderCursor, 'uidValidity' | 'lastUid'> | undefined,
  { uidValidity, uidNext }: ImapFolder,
): number | null => {
  if (cursor?.uidValidity !== uidValidity) return null
  return uidNext === null || cursor.lastUid < uidNext ? cursor.lastUid : null
}

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

import { openDatabase } from '#main/db/open-workspace.ts'
import { tableRegistry } from '#main/db/table-registry.ts'

/** Texts in which mails name their files: as they are, and as the log can bring them back. */
const texts = `select attachments from emails where attachments <> '[]'
  union all select before from changes
    where table_id = ${tableRegistry.emails.tableId} and instr(before, 'attachments') > 0`

/**
 * Hands over every text in which a mail of this workspace, or of this backup of one, names files,
 * undone and deleted mails included. Throws when the file cannot be read.
 */
export const textsNamingFiles = (file: string, onText: (text: string) => void): void => {
  const database = openDatabase({ file, readonly: true })
  try {
    // A backup may be from before there were mails.
    const isThere = `select count(*) from sqlite_master where name = 'emails'`
    if (database.prepare<[], number>(isThere).pluck().get() === 0) return
    for (const text of database.prepare<[], string>(texts).pluck().iterate()) onText(text)
  } finally {
    database.close()
  }
}

import { rmSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Executor } from '#main/db/executor.ts'
import { type KeptOnRestore, readKeptOnRestore } from '#main/features/backups/kept-on-restore.ts'
import { syncToDisk } from '#main/platform/atomic-file.ts'
import type { WorkspaceLayout } from '#main/platform/workspace-layout.ts'

/**
 * Brings a restored workspace up to what must not be taken back: whoever wanted no mail gets none,
 * and nothing leaves before the owner says so. Does nothing when there was no restore.
 *
 * Call it at the opening, before the token key is read and while nobody writes.
 */
export const bringUpAfterRestore = (executor: Executor, layout: WorkspaceLayout): void => {
  const kept = readKeptOnRestore(layout)
  if (kept === null) return
  executor.database.transaction(() => write(executor, kept)).immediate()
  rmSync(layout.keptOnRestore, { force: true })
  syncToDisk(dirname(layout.keptOnRestore))
}

const write = (executor: Executor, { tokenKey, suppressions }: KeptOnRestore): void => {
  const put = 'insert into machinery(key, value) values(?, ?) on conflict do update set value = ?'
  if (tokenKey !== null) executor.runSql(put, 'email-token-key', tokenKey, tokenKey)
  executor.runSql(put, 'outbox.hold-all', 'restored', 'restored')
  executor.runSql(
    `update deliveries set state = 'held', reason = 'restored'
      where state in ('waiting','deferred') and next_attempt_at is not null`,
  )
  for (const { address, hash, reason, note, at, contacts } of suppressions) {
    // A wish counts beside what was known of the address alone.
    executor.runSql(
      `insert into suppressions(address, address_hash, action, reason, note, at)
        select ?, ?, 'suppress', ?, ?, ?
        where not exists (select 1 from suppressions s where s.address_hash = ?
          and s.action = 'suppress' and (s.reason <> 'hard-bounce' or ? = 'hard-bounce')
          and s.id = (select max(id) from suppressions where address_hash = s.address_hash))`,
      address,
      hash,
      reason,
      note,
      at,
      hash,
      reason,
    )
    executor.runSql(
      `insert into suppressed_contacts(contact_uid, suppression_id)
        select value, (select max(id) from suppressions where address_hash = ?) from json_each(?)
        where true on conflict do nothing`,
      hash,
      contacts,
    )
  }
}

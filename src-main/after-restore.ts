import { rmSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Executor, Transaction } from '#main/db/executor.ts'
import type { WorkspaceConnection } from '#main/db/workspace-connection.ts'
import type { KeptConsents } from '#main/features/backups/backups.repository.ts'
import { type KeptOnRestore, readKeptOnRestore } from '#main/features/backups/kept-on-restore.ts'
import { syncToDisk } from '#main/platform/atomic-file.ts'
import { systemContext } from '#main/platform/call-context.ts'
import type { WorkspaceLayout } from '#main/platform/workspace-layout.ts'
import { ok } from '#shared/domain/result.ts'

/**
 * Brings a restored workspace up to what must not be taken back: whoever wanted no mail gets none,
 * and nothing leaves before the owner says so. Does nothing when there was no restore.
 *
 * Call it at the opening, before the token key is read and while nobody writes.
 */
export const bringUpAfterRestore = async (
  { executor, unitOfWork }: Pick<WorkspaceConnection, 'executor' | 'unitOfWork'>,
  layout: WorkspaceLayout,
): Promise<void> => {
  const kept = readKeptOnRestore(layout)
  if (kept === null) return
  executor.database.transaction(() => write(executor, kept)).immediate()
  await unitOfWork.run(systemContext, { code: 'backups.keepConsents' }, (tx) => {
    writeConsents(tx, kept.consents)
    return ok(null)
  })
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

/**
 * Who took back their consent since the backup was made. A contact who was made anew since is known
 * by their address, and an address is opted out for whoever has it.
 */
const writeConsents = (tx: Transaction, { doNotContact, optedOut }: KeptConsents): void => {
  tx.runSql(
    `with kept as (select value ->> 'uid' as uid, value ->> 'addresses' as addresses from json_each(?))
      update contacts set do_not_contact = 1 where do_not_contact = 0 and (
        uid in (select uid from kept)
        or id in (select p.contact_id from kept k cross join json_each(k.addresses) a
            cross join contact_points p indexed by contact_points_normalized
              on p.kind = 'email' and p.normalized = a.value
          where not exists (select 1 from contacts c where c.uid = k.uid)))`,
    JSON.stringify(doNotContact),
  )
  tx.runSql(
    `update contact_points set opted_out = 1 where opted_out = 0 and (kind, normalized) in (
      select value ->> 'kind', value ->> 'normalized' from json_each(?))`,
    JSON.stringify(optedOut),
  )
}

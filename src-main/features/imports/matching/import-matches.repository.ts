import type { BulkTransaction } from '#main/db/bulk.ts'
import { isTakenBack } from './remembered-rows.ts'

const keepMatches = `
  insert into import_matches(identity, place, name_hash, contact_id, reason, operation_id)
    select m.identity, row_number() over (partition by m.identity order by m.n),
      coalesce(r.name_hash, 0), coalesce(r.contact_id, t.contact_id),
      coalesce(r.matched_by, 'name-and-company'), ?
    from import_memorable m cross join import_rows r on r.n = m.n
      left join temp.import_target t on t.n = r.first_row
    where coalesce(r.contact_id, t.contact_id) is not null
  on conflict(identity, place) do update set contact_id = excluded.contact_id,
      reason = excluded.reason, operation_id = excluded.operation_id
    where contact_id <> excluded.contact_id or ${isTakenBack('import_matches.operation_id')}`

/**
 * Remembers whom rows were about that may not be found by what they say; before `endApply`.
 *
 * This stands outside of the undo log: what an import says that was undone does not count.
 */
export const rememberMatches = (tx: BulkTransaction): void => {
  tx.runSql(keepMatches, tx.operationId)
}

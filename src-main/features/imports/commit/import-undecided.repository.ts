import type { BulkTransaction } from '#main/db/bulk.ts'

const forget = `delete from import_undecided where identity in (
  select i.identity from import_identities i cross join import_rows r on r.n = i.n
  where r.outcome <> 'duplicates')`

/** Where a row may be another one of the file that is undecided too, whoever that one may be. */
const remember = `
  insert or replace into import_undecided(identity, contact_id, score, reasons)
  with recursive about(n, at) as (
    select n, n from import_rows where outcome = 'duplicates'
    union select a.n, r.first_row from about a cross join import_rows r on r.n = a.at
    union select a.n, k.other_row from about a cross join import_candidates k on k.n = a.at
      where k.other_row is not null)
  select i.identity, x.contact_id, x.score, x.reasons from (
      select a.n, k.contact_id, k.score, k.reasons
        from about a cross join import_candidates k on k.n = a.at where k.contact_id is not null
      union all select a.n, t.contact_id, k.score, k.reasons
        from about a cross join import_candidates k on k.n = a.at
        cross join temp.import_target t on t.n = k.other_row) x
    cross join import_identities i on i.n = x.n
  order by x.score`

/**
 * Remembers which rows of a file nobody decided about, and whom they may be; before `endApply`.
 *
 * They stand outside of the undo log: a row whose contacts have gone is nobody's.
 */
export const rememberUndecided = (tx: BulkTransaction): void => {
  if (tx.firstSql('select 1 from import_identities limit 1') === undefined) return
  tx.runSql(forget)
  tx.runSql(remember)
}

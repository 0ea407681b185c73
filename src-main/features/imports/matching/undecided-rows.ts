import { createHash } from 'node:crypto'
import type { Executor } from '#main/db/executor.ts'
import { bareContent, hasItsValues } from './matching-namesakes.ts'

/** A short name of a text that does not tell what it was. */
export const digestOf = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 32)

/**
 * Who a row `r` says it is, however the file is written: name, company, e-mails, phones and the
 * like; where it has a name alone, whatever else it says. Nothing of it may depend on who is there:
 * the second time that is somebody else.
 */
export const identity = `kith_digest(r.kind || char(10) || coalesce(r.exact_key, r.name_key) || char(10)
  || coalesce(kith_name_key(r.company), '') || coalesce((select group_concat(key, char(10)) from (
    select p.kind || ' ' || p.key as key from import_points p where p.n = r.n order by 1)), '')
  || ${bareContent})`

const nameRows = (which: string): string => `
  insert or ignore into import_identities(n, identity)
    select r.n, ${identity} from import_rows r where ${which}`

/** A row that was undecided before, and whom it may have been about. */
const before = `import_identities i cross join import_undecided u on u.identity = i.identity
  cross join contacts c on c.id = u.contact_id`

/** Rows of a contact that has something else in the place of what they say. */
const saysOtherwise = `r.outcome = 'unchanged' and exists(
  select 1 from contacts c where c.id = r.contact_id and not ${hasItsValues})`

/**
 * Rows that would bring something or whose values would be left behind, and those of the same
 * people, which would do so in their place.
 */
const bringing = [
  nameRows(saysOtherwise),
  nameRows(`r.outcome in ('new', 'changed')`),
  nameRows(`r.outcome = 'unchanged' and r.person in (select b.person from ${before}
    cross join import_rows b on b.n = i.n and not b.held)`),
]

const hold = `
  update import_rows as r set held = 1, person = null, taken = 0
  where r.n in (select i.n from ${before}) and not r.held and r.is_in
    and r.matched_by is not 'uid' and r.matched_by is not 'own-id'
    and not exists(select 1 from import_decisions d where d.n = r.n)`

const reason = `case r.matched_by when 'email' then '["same-email"]' when 'phone' then '["same-phone"]'
  else '["same-name-and-company"]' end`

/** Whoever a held row would go to now, and whom it may have been about before. */
const offer = `
  insert or ignore into import_candidates(n, place, contact_id, other_row, score, reasons)
  select n, place, contact_id, null, score, reasons from (
    select n, contact_id, score, reasons,
      row_number() over (partition by n order by score desc, contact_id) - 1 as place
    from (select i.n, u.contact_id, u.score, u.reasons from ${before}
        cross join import_rows r on r.n = i.n and r.held
      union all select r.n, r.contact_id, 1, ${reason} from import_rows r
        cross join import_identities i on i.n = r.n
        where r.held and r.contact_id is not null and not exists(select 1 from import_undecided u
          where u.identity = i.identity and u.contact_id = r.contact_id)))
  where place < 5`

/**
 * Rows that nobody decided about when they came before stay undecided, although what came in
 * beside them may fit them now; whether any did. What they would bring is to be forgotten then.
 *
 * So the same file brings nothing the second time. A row the owner decides about is free.
 */
export const holdUndecided = (executor: Executor): boolean => {
  if (executor.firstSql('select 1 from import_undecided limit 1') === undefined) return false
  for (const sql of bringing) executor.runSql(sql)
  if (executor.runSql(hold).changes === 0) return false
  executor.runSql(offer)
  return true
}

/** Ends a matching: held rows are about nobody, and undecided ones get a name to be known by. */
export const nameUndecided: readonly string[] = [
  'update import_rows set contact_id = null, matched_by = null, first_row = n where held',
  nameRows(`r.outcome = 'duplicates'`),
]

/** Takes back what was held. */
export const forgetUndecided: readonly string[] = [
  'update import_rows set held = 0 where held',
  'delete from import_identities',
]

import type { BulkTransaction } from '#main/db/bulk.ts'
import { packIds, settingsOf, signatureOf } from '../recipes/import-recipe.ts'
import type { StoredPlan } from '../staging/stored-plan.ts'

/** Keeps how the file was read, where the owner wants it. */
const rememberRecipe = (tx: BulkTransaction, plan: StoredPlan, at: number): void => {
  if (plan.remember === null) return
  const signature = signatureOf(plan.headers)
  const headers = JSON.stringify(plan.headers)
  const settings = JSON.stringify(settingsOf(plan))
  const known = tx.firstSql<{ id: number }>(
    'select id from import_recipes where signature = ?',
    signature,
  )
  if (known === undefined) {
    tx.insertRange(
      'import_recipes',
      `insert into import_recipes(uid, name, signature, headers, settings, created_at)
        values(kith_uid(0), ?, ?, ?, ?, ?)`,
      plan.remember,
      signature,
      headers,
      settings,
      at,
    )
    return
  }
  tx.runSql(
    'update import_recipes set name = ?, headers = ?, settings = ? where id = ?',
    plan.remember,
    headers,
    settings,
    known.id,
  )
}

/** Everybody the file is about, new people and those nothing changed for included. */
const people = `select distinct coalesce(r.contact_id, t.contact_id) as id
  from import_rows r left join temp.import_target t on t.n = r.first_row
  where r.outcome in ('new', 'changed', 'unchanged')`

/**
 * Remembers recipe and people of a file; before `endApply`.
 *
 * The people stand outside of the undo log: whose import is undone, its people do not count.
 */
export const rememberFile = (tx: BulkTransaction, plan: StoredPlan, at: number): void => {
  rememberRecipe(tx, plan, at)
  const recipe = tx.firstSql<{ uid: string }>(
    'select uid from import_recipes where signature = ?',
    signatureOf(plan.headers),
  )
  if (recipe === undefined) return
  const ids = tx
    .allSql<{ id: number | null }>(people)
    .flatMap(({ id }) => (id === null ? [] : [id]))
  tx.runSql(forgetRuns, recipe.uid, recipe.uid)
  tx.runSql(
    `insert into import_runs(recipe_uid, operation_id, at, file_name, people, contact_ids)
      values(?, ?, ?, ?, ?, ?)`,
    recipe.uid,
    tx.operationId,
    at,
    plan.fileName,
    ids.length,
    packIds(ids),
  )
}

/** Of the files before only the last few are kept, for when an import is undone. */
const forgetRuns = `delete from import_runs where recipe_uid = ? and id not in (
  select id from import_runs where recipe_uid = ? order by id desc limit 9)`

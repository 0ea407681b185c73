import DatabaseConstructor from 'better-sqlite3'
import type { ContactState, WorkspaceState } from './acts.ts'

const open = (file: string) => new DatabaseConstructor(file, { fileMustExist: true })

/** What the workspace holds, read past the product, from a file that nobody has open. */
export const readState = (file: string): WorkspaceState => {
  const database = open(file)
  try {
    const rows = database
      .prepare(
        `select display_name as name, notes,
          (select count(*) from contact_points where contact_id = c.id) as points,
          (select count(*) from addresses where contact_id = c.id) as addresses,
          (select count(*) from contact_tags where contact_id = c.id) as tags,
          (select count(*) from activities where contact_id = c.id) as activities,
          (select count(*) from follow_ups where contact_id = c.id) as followUps,
          (select subject from emails where contact_id = c.id order by id desc limit 1) as draft
        from contacts c`,
      )
      .all() as ({ name: string } & ContactState)[]
    return new Map(rows.map(({ name, ...state }) => [name, state]))
  } finally {
    database.close()
  }
}

/** What is broken in a workspace that nobody has open; empty when nothing is. */
export const findDamage = (file: string): string[] => {
  try {
    return findDamageIn(open(file))
  } catch (error) {
    return [`unreadable: ${String(error)}`]
  }
}

const findDamageIn = (database: DatabaseConstructor.Database): string[] => {
  try {
    const integrity = database.pragma('integrity_check(1)', { simple: true })
    const orphans = database.pragma('foreign_key_check') as unknown[]
    // An operation is half done when its log is not whole, or a log belongs to no operation.
    const halves = database
      .prepare(
        // Counted in one walk: the log has no index by operation.
        `with counted as materialized (
          select operation_id as id, count(*) as n from changes group by operation_id)
        select count(*) from operations o left join counted c on c.id = o.id
          where first_change is null or last_change is null
            or last_change - first_change + 1 <> coalesce(c.n, 0)`,
      )
      .pluck()
      .get() as number
    const strays = database
      .prepare('select count(*) from changes where operation_id not in (select id from operations)')
      .pluck()
      .get() as number
    const searchless = database
      .prepare(
        'select count(*) from contacts where id not in (select contact_id from search_texts)',
      )
      .pluck()
      .get() as number
    return [
      ...(integrity === 'ok' ? [] : [`integrity: ${String(integrity)}`]),
      ...(orphans.length === 0 ? [] : [`${orphans.length} broken references`]),
      ...(halves === 0 ? [] : [`${halves} half operations`]),
      ...(strays === 0 ? [] : [`${strays} changes without an operation`]),
      ...(searchless === 0 ? [] : [`${searchless} contacts that search does not know`]),
    ]
  } finally {
    database.close()
  }
}

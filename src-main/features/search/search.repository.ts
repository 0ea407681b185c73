import type { Reader } from '#main/db/executor.ts'
import type { ActivitiesTable } from '#main/db/schema.ts'
import { tableRegistry } from '#main/db/table-registry.ts'
import type { ActivityId, CalendarDate, ContactId } from '#shared/domain/ids.ts'

/** A contact with everything by which it can be found. */
export interface CandidateRow {
  readonly id: ContactId
  readonly kind: 'person' | 'company'
  readonly displayName: string
  readonly givenName: string | null
  readonly familyName: string | null
  readonly nickname: string | null
  readonly jobTitle: string | null
  readonly companyName: string | null
  /** JSON: a list of `[kind, raw, normalized]`. */
  readonly points: string
}

/** A note or an activity that may hold the words. */
export interface NoteRow {
  readonly contactId: ContactId
  readonly contactName: string
  readonly activityId: ActivityId | null
  readonly kind: ActivitiesTable['kind'] | 'contact-notes'
  readonly day: CalendarDate | null
  readonly text: string
}

/** Up to so many contacts are looked at before they are sorted. */
const hitLimit = 1000

const topHits = `select c.id from
    (select rowid as id from search_names where search_names match ? limit ${hitLimit + 1}) h
    cross join contacts c on c.id = h.id
  order by (c.sort_key >= ? and c.sort_key < ?) or substr(c.display_name, 1, length(?)) = ? desc,
    c.last_contact_at desc nulls last, c.id limit ?`

const candidates = `select c.id, c.kind, c.display_name as displayName, c.given_name as givenName,
    c.family_name as familyName, c.nickname, c.job_title as jobTitle,
    k.display_name as companyName,
    (select json_group_array(json_array(p.kind, p.raw, p.normalized) order by p.is_primary desc, p.id)
      from contact_points p where p.contact_id = c.id and p.kind in ('email', 'phone')) as points
  from json_each(?) j cross join contacts c on c.id = j.value
    left join contacts k on k.id = c.company_id
  order by j.key`

const activityNotes = `select a.contact_id as contactId, c.display_name as contactName,
    a.id as activityId, a.kind, a.day, coalesce(a.body, '') || coalesce(' ' || a.outcome, '') as text
  from (select rowid as id from search_activities where search_activities match ?
      order by rowid desc limit ?) h
    cross join activities a on a.id = h.id cross join contacts c on c.id = a.contact_id
  order by a.at desc, a.id desc`

const contactNotes = `select c.id as contactId, c.display_name as contactName, null as activityId,
    'contact-notes' as kind, null as day, coalesce(c.notes, '') as text
  from (select rowid as id from search_notes where search_notes match ?
      order by rowid desc limit ?) h cross join contacts c on c.id = h.id`

const contactOfChange = Object.entries(tableRegistry)
  .flatMap(([table, entry]) => {
    if (entry.kind !== 'undoable') return []
    const [key] = entry.contactKeys
    if (key === undefined) return []
    const row = 'coalesce(x.last_row_id, x.row_id)'
    const value = key === 'id' ? row : `(select ${key} from ${table} where id = ${row})`
    return [`when ${entry.tableId} then ${value}`]
  })
  .join(' ')

const changed = `select c.id from (
    select x.id as place, case x.table_id ${contactOfChange} end as contact_id
    from changes x cross join operations o on o.id = x.operation_id
    where o.actor = 'owner' order by x.id desc limit 400) t
  cross join contacts c on c.id = t.contact_id
  group by c.id order by max(t.place) desc limit ?`

/** SQL of the search over everything. */
export class SearchRepository {
  private readonly reader: Reader

  constructor(reader: Reader) {
    this.reader = reader
  }

  /** Hits whose name begins with the text first, then those met last; at most `limit`. */
  topHits(
    expression: string,
    begins: { folded: string; typed: string },
    limit: number,
  ): ContactId[] {
    const { folded, typed } = begins
    const rows = this.reader.allSql<{ id: ContactId }>(
      topHits,
      expression,
      folded,
      `${folded}\u{10ffff}`,
      typed,
      typed,
      limit,
    )
    return rows.map(({ id }) => id)
  }

  candidates(ids: readonly ContactId[]): CandidateRow[] {
    return this.reader.allSql<CandidateRow>(candidates, JSON.stringify(ids))
  }

  /** Activities of the newest entries first. */
  activityNotes(expression: string, limit: number): NoteRow[] {
    return this.reader.allSql<NoteRow>(activityNotes, expression, limit)
  }

  contactNotes(expression: string, limit: number): NoteRow[] {
    return this.reader.allSql<NoteRow>(contactNotes, expression, limit)
  }

  /** Contacts the owner changed last, by the log; the latest first. */
  changed(limit: number): ContactId[] {
    return this.reader.allSql<{ id: ContactId }>(changed, limit).map(({ id }) => id)
  }

  /** Contacts of the latest real contact. */
  met(limit: number): ContactId[] {
    const text = `select id from contacts indexed by contacts_by_last_contact
      where last_contact_at is not null order by last_contact_at desc, id desc limit ?`
    return this.reader.allSql<{ id: ContactId }>(text, limit).map(({ id }) => id)
  }
}

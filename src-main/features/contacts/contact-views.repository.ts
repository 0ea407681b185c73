import type { Reader } from '#main/db/executor.ts'
import type { ContactsTable } from '#main/db/schema.ts'
import type { CalendarDate, ContactId, FollowUpId, TagId, WallTime } from '#shared/domain/ids.ts'

/** One contact as lists need it, without what has many rows. */
export interface SummaryRow {
  readonly id: ContactId
  readonly kind: ContactsTable['kind']
  readonly displayName: string
  readonly givenName: string | null
  readonly familyName: string | null
  readonly jobTitle: string | null
  readonly companyId: ContactId | null
  readonly companyName: string | null
  readonly stage: ContactsTable['stage']
  readonly importance: number | null
  readonly source: string | null
  readonly country: string | null
  readonly primaryEmail: string | null
  readonly primaryPhone: string | null
  readonly doNotContact: number
  readonly createdAt: number
  readonly lastContactAt: number | null
  readonly rhythmDays: number | null
  readonly rhythmSource: 'contact' | 'tag' | 'importance' | null
  readonly rhythmSourceId: number | null
  readonly rhythmTag: string | null
  readonly rhythmDue: CalendarDate | null
  readonly stepId: FollowUpId | null
  readonly stepTitle: string | null
  readonly stepDay: CalendarDate | null
  readonly stepTime: WallTime | null
}

/** A tag of a contact. */
export interface TagRow {
  readonly contactId: ContactId
  readonly id: TagId
  readonly name: string
}

const firstPoint = (kind: 'email' | 'phone'): string =>
  `(select p.raw from contact_points p where p.contact_id = c.id and p.kind = '${kind}'
    order by p.is_primary desc, p.position, p.id limit 1)`

const summaries = `select c.id, c.kind, c.display_name as displayName, c.given_name as givenName,
    c.family_name as familyName, c.job_title as jobTitle, c.company_id as companyId,
    k.display_name as companyName, c.stage, c.importance, c.source, c.country,
    ${firstPoint('email')} as primaryEmail, ${firstPoint('phone')} as primaryPhone,
    c.do_not_contact as doNotContact, c.created_at as createdAt, c.last_contact_at as lastContactAt,
    c.rhythm_days as rhythmDays, c.rhythm_source as rhythmSource,
    c.rhythm_source_id as rhythmSourceId, g.name as rhythmTag, c.rhythm_due as rhythmDue,
    f.id as stepId, f.title as stepTitle, f.due_day as stepDay, f.due_time as stepTime
  from json_each(?) j cross join contacts c on c.id = j.value
    left join contacts k on k.id = c.company_id
    left join tags g on c.rhythm_source = 'tag' and g.id = c.rhythm_source_id
    left join follow_ups f on f.id = c.next_step_id
  order by j.key`

const tags = `select m.contact_id as contactId, g.id, g.name
  from json_each(?) j cross join contact_tags m on m.contact_id = j.value
    cross join tags g on g.id = m.tag_id
  order by g.name collate nocase, g.id`

// The condition must stay that of the partial index.
const contactDays = `select a.contact_id as contactId, a.day
  from json_each(?) j
    cross join activities a indexed by activities_contact_day on a.contact_id = j.value
  where (a.kind in ('call','meeting','message','mail-received')
    or (a.kind = 'mail-sent' and a.is_answered = 1))`

/** What lists, search and Today show of contacts, for a page of them in three queries. */
export class ContactViewsRepository {
  private readonly reader: Reader

  constructor(reader: Reader) {
    this.reader = reader
  }

  /** In the order of the ids; those that are gone are left out. */
  summaries(ids: readonly ContactId[]): SummaryRow[] {
    return this.reader.allSql<SummaryRow>(summaries, JSON.stringify(ids))
  }

  tags(ids: readonly ContactId[]): TagRow[] {
    return this.reader.allSql<TagRow>(tags, JSON.stringify(ids))
  }

  /** All days with a real contact, by contact; contacts without any are left out. */
  contactDays(ids: readonly ContactId[]): ReadonlyMap<ContactId, CalendarDate[]> {
    const days = new Map<ContactId, CalendarDate[]>()
    const rows = this.reader.allSql<{ contactId: ContactId; day: CalendarDate }>(
      contactDays,
      JSON.stringify(ids),
    )
    for (const { contactId, day } of rows) {
      const known = days.get(contactId)
      if (known === undefined) days.set(contactId, [day])
      // The index gives the days of a contact in order, so the same ones come together.
      else if (known.at(-1) !== day) known.push(day)
    }
    return days
  }
}

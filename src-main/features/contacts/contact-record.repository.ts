import type { Reader } from '#main/db/executor.ts'
import type { ContactPointsTable, CustomFieldsTable, ImportantDatesTable } from '#main/db/schema.ts'
import type {
  AddressId,
  CalendarDate,
  ContactId,
  ContactPointId,
  CustomFieldId,
  FollowUpId,
  ImportantDateId,
  RelationId,
  WallTime,
} from '#shared/domain/ids.ts'

/** Facts of a contact that only its record shows. */
export interface RecordFacts {
  readonly nickname: string | null
  readonly preferredChannel: string | null
  readonly language: string | null
  readonly timeZone: string | null
  readonly notes: string | null
}

/** A way to reach somebody, as stored. */
export interface PointRow {
  readonly id: ContactPointId
  readonly kind: ContactPointsTable['kind']
  readonly service: string | null
  readonly label: string | null
  readonly raw: string
  readonly normalized: string | null
  readonly isPrimary: number
  readonly isInvalid: number
  readonly optedOut: number
  readonly sharedWith: number
}

/** An address, as stored. */
export interface AddressRow {
  readonly id: AddressId
  readonly label: string | null
  readonly street: string | null
  readonly extended: string | null
  readonly city: string | null
  readonly region: string | null
  readonly postalCode: string | null
  readonly country: string | null
}

/** An important date, as stored. */
export interface DateRow {
  readonly id: ImportantDateId
  readonly kind: ImportantDatesTable['kind']
  readonly label: string | null
  readonly year: number | null
  readonly month: number
  readonly day: number
}

/** A custom value with the type of its field. */
export interface CustomValueRow {
  readonly fieldId: CustomFieldId
  readonly type: CustomFieldsTable['type']
  readonly textValue: string | null
  readonly numberValue: number | null
  readonly integerValue: number | null
  readonly currency: string | null
}

/** A relation seen from one of its contacts. */
export interface RelationRow {
  readonly id: RelationId
  readonly otherId: ContactId
  readonly otherName: string
  readonly otherKind: 'person' | 'company'
  readonly kind: string
  readonly side: 'forward' | 'backward'
  readonly role: string | null
  readonly startDay: CalendarDate | null
  readonly endDay: CalendarDate | null
  readonly notes: string | null
}

/** An open next step. */
export interface StepRow {
  readonly id: FollowUpId
  readonly title: string
  readonly dueDay: CalendarDate
  readonly dueTime: WallTime | null
}

const shownPeople = 200

const points = `select p.id, p.kind, p.service, p.label, p.raw, p.normalized,
    p.is_primary as isPrimary, p.is_invalid as isInvalid, p.opted_out as optedOut,
    (select count(distinct o.contact_id) from contact_points o
      where o.kind = p.kind and o.normalized = p.normalized and o.contact_id <> p.contact_id)
      as sharedWith
  from contact_points p where p.contact_id = ? order by p.kind, p.is_primary desc, p.position, p.id`

const relation = (mine: string, other: string, side: string): string =>
  `select r.id, c.id as otherId, c.display_name as otherName, c.kind as otherKind, r.kind,
      '${side}' as side, r.role, r.start_day as startDay, r.end_day as endDay, r.notes
    from relations r cross join contacts c on c.id = r.${other}_contact_id
    where r.${mine}_contact_id = ?`

const relations = `select * from (${relation('from', 'to', 'forward')} union all
  ${relation('to', 'from', 'backward')}) order by endDay is not null, startDay desc, id`

/** Everything that stands on one contact's page. */
export class ContactRecordRepository {
  private readonly reader: Reader

  constructor(reader: Reader) {
    this.reader = reader
  }

  facts(id: ContactId): RecordFacts | undefined {
    return this.reader.firstSql<RecordFacts>(
      `select nickname, preferred_channel as preferredChannel, language, time_zone as timeZone, notes
        from contacts where id = ?`,
      id,
    )
  }

  points(id: ContactId): PointRow[] {
    return this.reader.allSql<PointRow>(points, id)
  }

  addresses(id: ContactId): AddressRow[] {
    return this.reader.allSql<AddressRow>(
      `select id, label, street, extended, city, region, postal_code as postalCode, country
        from addresses where contact_id = ? order by is_primary desc, position, id`,
      id,
    )
  }

  importantDates(id: ContactId): DateRow[] {
    return this.reader.allSql<DateRow>(
      `select id, kind, label, year, month, day from important_dates where contact_id = ?
        order by month, day, id`,
      id,
    )
  }

  customValues(id: ContactId): CustomValueRow[] {
    return this.reader.allSql<CustomValueRow>(
      `select v.field_id as fieldId, f.type, v.text_value as textValue,
          v.number_value as numberValue, v.integer_value as integerValue, v.currency
        from custom_values v cross join custom_fields f on f.id = v.field_id
        where v.contact_id = ? order by f.position, f.id`,
      id,
    )
  }

  /** What lasts first, then what ended; the latest start first. */
  relations(id: ContactId): RelationRow[] {
    return this.reader.allSql<RelationRow>(relations, id, id)
  }

  /** The first people of a company, by name. */
  people(id: ContactId): { id: ContactId; displayName: string; jobTitle: string | null }[] {
    return this.reader.allSql(
      `select id, display_name as displayName, job_title as jobTitle from contacts
        where company_id = ? order by sort_key, id limit ${shownPeople}`,
      id,
    )
  }

  peopleCount(id: ContactId): number {
    const text = 'select count(*) as n from contacts where company_id = ?'
    return this.reader.firstSql<{ n: number }>(text, id)?.n ?? 0
  }

  stageHistory(
    id: ContactId,
  ): { stage: 'attract' | 'convert' | 'retain' | 'grow' | null; at: number }[] {
    const text = 'select stage, at from stage_changes where contact_id = ? order by at, id'
    return this.reader.allSql(text, id)
  }

  nextSteps(id: ContactId): StepRow[] {
    return this.reader.allSql<StepRow>(
      `select id, title, due_day as dueDay, due_time as dueTime from follow_ups
        where contact_id = ? and status = 'open' order by due_day, due_time nulls last, id`,
      id,
    )
  }

  activityCounts(id: ContactId): Record<string, number> {
    const rows = this.reader.allSql<{ kind: string; n: number }>(
      `select kind, count(*) as n from activities indexed by activities_contact
        where contact_id = ? group by kind`,
      id,
    )
    return Object.fromEntries(rows.map(({ kind, n }) => [kind, n]))
  }
}

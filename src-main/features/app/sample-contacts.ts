import type { Transaction } from '#main/db/executor.ts'
import { normalizePhone } from '#main/engines/matching/phone.ts'
import type { Clock } from '#main/platform/clock.ts'
import type { RandomSource } from '#main/platform/random.ts'
import { createUid } from '#main/platform/uid.ts'
import { normalizeEmail } from '#shared/domain/email-address.ts'
import type { CalendarDate, ContactId, CustomFieldId, TagId, WallTime } from '#shared/domain/ids.ts'
import { addDays, instantOf, partsOfDay, today } from '#shared/domain/time.ts'
import type { SampleRepository } from './sample.repository.ts'
import type { SampleData, SampleFollowUp, SamplePerson } from './sample-data.ts'

/** What the sample is written with. */
export interface SampleWriting {
  readonly repository: SampleRepository
  readonly clock: Clock
  readonly random: RandomSource
}

/** Rows that the sample's people point to. */
export interface SampleIds {
  readonly tags: ReadonlyMap<string, TagId>
  readonly companies: readonly ContactId[]
  readonly fieldId: CustomFieldId
}

/** Writes the sample's contacts with everything that hangs on them. */
export class SampleContacts {
  private readonly dependencies: SampleWriting

  constructor(dependencies: SampleWriting) {
    this.dependencies = dependencies
  }

  insertCompany(
    tx: Transaction,
    company: SampleData['companies'][number],
    tags: ReadonlyMap<string, TagId>,
  ): ContactId {
    const { repository } = this.dependencies
    // Ids come from the table they are of.
    const id = repository.insert(tx, 'contacts', {
      uid: this.uid(),
      kind: 'company',
      display_name: company.name,
      created_at: this.instant(-900, '09:00'),
    }) as ContactId
    const { city, region, country, postalCode } = company.place
    repository.insert(tx, 'addresses', {
      contact_id: id,
      city,
      region: region ?? null,
      country,
      postal_code: postalCode,
      is_primary: 1,
    })
    repository.insert(tx, 'contact_points', {
      contact_id: id,
      kind: 'link',
      service: 'website',
      raw: company.website,
      is_primary: 1,
    })
    this.tagContact(tx, id, { keys: company.tags, tags })
    return id
  }

  insertPerson(tx: Transaction, person: SamplePerson, ids: SampleIds): ContactId {
    const { repository } = this.dependencies
    const created = Math.max(
      person.createdDaysAgo,
      ...person.activities.map(({ daysAgo }) => daysAgo),
    )
    // Ids come from the table they are of.
    const id = repository.insert(tx, 'contacts', {
      uid: this.uid(),
      kind: 'person',
      display_name: person.displayName,
      given_name: person.given,
      family_name: person.family,
      company_id: person.company === null ? null : (ids.companies[person.company] ?? null),
      job_title: person.jobTitle,
      stage: person.stage,
      source: person.source,
      importance: person.importance,
      preferred_channel: person.preferredChannel,
      notes: person.notes,
      created_at: this.instant(-created, '09:00'),
    }) as ContactId
    repository.insert(tx, 'stage_changes', {
      contact_id: id,
      stage: person.stage,
      at: this.instant(-created, '09:00'),
    })
    this.insertPoints(tx, id, person)
    this.insertPlaces(tx, id, person)
    this.tagContact(tx, id, { keys: person.tags, tags: ids.tags })
    if (person.level !== null) {
      const value = { contact_id: id, field_id: ids.fieldId, text_value: person.level }
      repository.insert(tx, 'custom_values', value)
    }
    this.insertPast(tx, id, person)
    for (const step of person.followUps) this.insertFollowUp(tx, id, step)
    return id
  }

  private insertPoints(tx: Transaction, id: ContactId, person: SamplePerson): void {
    const { repository } = this.dependencies
    const { email, phone, messenger, place } = person
    const common = { contact_id: id, is_primary: 1 }
    if (email !== null) {
      const normalized = normalizeEmail(email)
      repository.insert(tx, 'contact_points', { ...common, kind: 'email', raw: email, normalized })
    }
    if (phone === null) return
    const { e164 } = normalizePhone(phone, place.country)
    repository.insert(tx, 'contact_points', {
      ...common,
      kind: 'phone',
      raw: phone,
      normalized: e164,
    })
    if (messenger === null) return
    repository.insert(tx, 'contact_points', {
      ...common,
      kind: 'messenger',
      service: messenger,
      raw: phone,
    })
  }

  private insertPlaces(tx: Transaction, id: ContactId, person: SamplePerson): void {
    const { repository } = this.dependencies
    const { city, region, country, postalCode } = person.place
    repository.insert(tx, 'addresses', {
      contact_id: id,
      street: person.street,
      city,
      region: region ?? null,
      country,
      postal_code: person.street === null ? null : postalCode,
      is_primary: 1,
    })
    for (const date of person.dates) {
      const soon = partsOfDay(this.day(date.inDays ?? 0))
      const month = date.month ?? soon.month
      const day = date.day ?? soon.day
      const row = { contact_id: id, kind: date.kind, year: date.year, month, day }
      repository.insert(tx, 'important_dates', row)
    }
  }

  private insertPast(tx: Transaction, id: ContactId, person: SamplePerson): void {
    const { repository } = this.dependencies
    for (const activity of person.activities) {
      repository.insert(tx, 'activities', {
        uid: this.uid(),
        contact_id: id,
        kind: activity.kind,
        at: this.instant(-activity.daysAgo, activity.time),
        day: this.day(-activity.daysAgo),
        direction: activity.direction ?? null,
        duration_minutes: activity.minutes ?? null,
        body: activity.body,
      })
    }
  }

  private insertFollowUp(tx: Transaction, id: ContactId, step: SampleFollowUp): void {
    const { repository, clock } = this.dependencies
    const due = this.day(step.inDays)
    const recurrence = step.recurrence
    repository.insert(tx, 'follow_ups', {
      uid: this.uid(),
      contact_id: id,
      title: step.title,
      reason: step.reason ?? null,
      due_day: due,
      due_time: step.time ?? null,
      time_zone: step.time === undefined ? null : clock.zone(),
      first_due_day: due,
      priority: step.priority ?? 0,
      ...(recurrence
        ? {
            // The generator writes only the words the table's checks allow.
            recurrence_mode: recurrence.mode as 'fixed',
            recurrence_every: recurrence.every,
            // As above.
            recurrence_unit: recurrence.unit as 'week',
            recurrence_anchor: due,
          }
        : {}),
      created_at: this.instant(Math.min(step.inDays, 0) - 7, '10:00'),
    })
  }

  private tagContact(
    tx: Transaction,
    id: ContactId,
    { keys, tags }: { keys: readonly string[]; tags: ReadonlyMap<string, TagId> },
  ): void {
    for (const key of new Set(keys)) {
      const tag = tags.get(key)
      if (tag === undefined) continue
      this.dependencies.repository.insert(tx, 'contact_tags', { contact_id: id, tag_id: tag })
    }
  }

  private uid(): string {
    return createUid(this.dependencies.clock, this.dependencies.random)
  }

  private day(offset: number): CalendarDate {
    return addDays(today(this.dependencies.clock), offset)
  }

  /** A time of a day near today; one that is still to come today counts as a minute ago. */
  private instant(offset: number, time: string): number {
    const { clock } = this.dependencies
    // The generator writes times as HH:MM.
    const at = instantOf(this.day(offset), time as WallTime, clock.zone())
    return Math.min(at, clock.now() - 60_000)
  }
}

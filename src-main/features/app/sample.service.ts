import type { Transaction } from '#main/db/executor.ts'
import type { UnitOfWork } from '#main/db/unit-of-work.ts'
import { systemContext } from '#main/platform/call-context.ts'
import { createUid } from '#main/platform/uid.ts'
import type { ContactId, CustomFieldId, TagId } from '#shared/domain/ids.ts'
import { ok } from '#shared/domain/result.ts'
import { SampleContacts, type SampleWriting } from './sample-contacts.ts'
import type { SampleData } from './sample-data.ts'

interface SampleDependencies extends SampleWriting {
  readonly unitOfWork: UnitOfWork
}

/** Fills an empty workspace with the invented people, in one operation of the system. */
export class SampleService {
  private readonly dependencies: SampleDependencies
  private readonly contacts: SampleContacts

  constructor(dependencies: SampleDependencies) {
    this.dependencies = dependencies
    this.contacts = new SampleContacts(dependencies)
  }

  async fill(data: SampleData): Promise<void> {
    const { unitOfWork } = this.dependencies
    await unitOfWork.run(systemContext, { code: 'app.fillSample' }, (tx) => {
      this.insertSettings(tx, data)
      const tags = this.insertTags(tx, data)
      const companies = data.companies.map((company) =>
        this.contacts.insertCompany(tx, company, tags),
      )
      const ids = { tags, companies, fieldId: this.insertField(tx, data) }
      const people = data.people.map((person) => this.contacts.insertPerson(tx, person, ids))
      this.insertReferrals(tx, data, people)
      return ok(null)
    })
  }

  private insertSettings(tx: Transaction, data: SampleData): void {
    const { repository } = this.dependencies
    for (const [key, value] of Object.entries({ ...data.business, isSetUp: true })) {
      repository.insert(tx, 'settings', { key, value: JSON.stringify(value) })
    }
  }

  private insertTags(tx: Transaction, data: SampleData): ReadonlyMap<string, TagId> {
    const { repository, clock } = this.dependencies
    const tags = new Map<string, TagId>()
    for (const [key, name] of Object.entries(data.tags)) {
      const row = { uid: this.uid(), name, created_at: clock.now() }
      // Ids come from the table they are of.
      tags.set(key, repository.insert(tx, 'tags', row) as TagId)
    }
    for (const { tag, everyDays } of data.rhythms) {
      repository.insert(tx, 'rhythms', { tag_id: tags.get(tag) ?? null, every_days: everyDays })
    }
    return tags
  }

  private insertField(tx: Transaction, data: SampleData): CustomFieldId {
    const { repository, clock } = this.dependencies
    const { name, options } = data.customField
    // Ids come from the table they are of.
    return repository.insert(tx, 'custom_fields', {
      uid: this.uid(),
      name,
      type: 'choice',
      options: JSON.stringify(options),
      created_at: clock.now(),
    }) as CustomFieldId
  }

  private insertReferrals(tx: Transaction, data: SampleData, people: readonly ContactId[]): void {
    const { repository } = this.dependencies
    data.people.forEach((person, index) => {
      const from = person.referredBy === null ? undefined : people[person.referredBy]
      const to = people[index]
      if (from === undefined || to === undefined || from === to) return
      const row = { from_contact_id: from, to_contact_id: to, kind: 'referred' }
      repository.insert(tx, 'relations', row)
    })
  }

  private uid(): string {
    return createUid(this.dependencies.clock, this.dependencies.random)
  }
}

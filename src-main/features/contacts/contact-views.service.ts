import type { z } from 'zod'
import { type RhythmFacts, rhythmFacts } from '#main/engines/analytics/rhythm/rhythm-facts.ts'
import type { Clock } from '#main/platform/clock.ts'
import type { contactRow, contactSummary } from '#shared/contract/contact-views.ts'
import type { ContactId } from '#shared/domain/ids.ts'
import { today } from '#shared/domain/time.ts'
import type { ContactViewsRepository, SummaryRow, TagRow } from './contact-views.repository.ts'

/** What lists, the palette and the peek show of somebody. */
export type ContactSummary = z.output<typeof contactSummary>
/** One list row: a summary with the rhythm. */
export type ContactRow = z.output<typeof contactRow>

interface ViewsDependencies {
  readonly repository: ContactViewsRepository
  readonly clock: Clock
}

/** Contacts as other slices show them. */
export class ContactViewsService {
  private readonly dependencies: ViewsDependencies

  constructor(dependencies: ViewsDependencies) {
    this.dependencies = dependencies
  }

  /** In the order of the ids; those that are gone are left out. */
  summaries(ids: readonly ContactId[]): ContactSummary[] {
    return this.read(ids).map(({ summary }) => summary)
  }

  /** As `summaries`, with rhythms. */
  rows(ids: readonly ContactId[]): ContactRow[] {
    const { repository, clock } = this.dependencies
    const days = repository.contactDays(ids)
    const day = today(clock)
    return this.read(ids).map(({ summary, row }) => ({
      ...summary,
      rhythm: rhythmFacts({
        days: days.get(row.id) ?? [],
        agreed: agreedOf(row),
        agreedDue: row.rhythmDue,
        today: day,
      }),
    }))
  }

  private read(ids: readonly ContactId[]): { row: SummaryRow; summary: ContactSummary }[] {
    if (ids.length === 0) return []
    const { repository } = this.dependencies
    const tags = Map.groupBy(repository.tags(ids), (tag) => tag.contactId)
    return repository
      .summaries(ids)
      .map((row) => ({ row, summary: summaryOf(row, tags.get(row.id) ?? []) }))
  }
}

const summaryOf = (row: SummaryRow, tags: readonly TagRow[]): ContactSummary => ({
  id: row.id,
  kind: row.kind,
  displayName: row.displayName,
  givenName: row.givenName,
  familyName: row.familyName,
  jobTitle: row.jobTitle,
  company:
    row.companyId === null || row.companyName === null
      ? null
      : { id: row.companyId, name: row.companyName },
  stage: row.stage,
  importance: row.importance,
  source: row.source,
  country: row.country,
  tags: tags.map(({ id, name }) => ({ id, name })),
  primaryEmail: row.primaryEmail,
  primaryPhone: row.primaryPhone,
  doNotContact: row.doNotContact === 1,
  createdAt: row.createdAt,
  lastContactAt: row.lastContactAt,
  nextStep: nextStepOf(row),
})

const nextStepOf = (row: SummaryRow): ContactSummary['nextStep'] =>
  row.stepId === null || row.stepTitle === null || row.stepDay === null
    ? null
    : { id: row.stepId, title: row.stepTitle, dueDay: row.stepDay, dueTime: row.stepTime }

const agreedOf = (row: SummaryRow): RhythmFacts['agreed'] =>
  row.rhythmDays === null || row.rhythmSource === null
    ? null
    : {
        everyDays: row.rhythmDays,
        source: row.rhythmSource,
        sourceId: row.rhythmSourceId,
        sourceName: row.rhythmTag,
      }

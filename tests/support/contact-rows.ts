import type { Reader } from '#main/db/executor.ts'
import { rhythmFacts } from '#main/engines/analytics/rhythm/rhythm-facts.ts'
import type { ContactRow } from '#main/features/today/today-reasons.ts'
import type { CalendarDate, ContactId } from '#shared/domain/ids.ts'

interface Row {
  name: string
  days: string | null
  everyDays: number | null
  source: 'contact' | 'tag' | 'importance' | null
  due: CalendarDate | null
}

/** What the list knows of somebody of whom nothing is known. */
export const plainFacts: Omit<ContactRow, 'id' | 'displayName' | 'rhythm'> = {
  kind: 'person',
  givenName: null,
  familyName: null,
  jobTitle: null,
  company: null,
  stage: null,
  importance: null,
  source: null,
  country: null,
  tags: [],
  primaryEmail: null,
  primaryPhone: null,
  doNotContact: false,
  createdAt: 0,
  lastContactAt: null,
  nextStep: null,
}

/** Rows of contacts with a name and a true rhythm; all else is absent. */
export const plainContactRow = (reader: Reader, id: ContactId, today: CalendarDate): ContactRow => {
  const row = reader.firstSql<Row>(
    `select display_name as name, rhythm_days as everyDays, rhythm_source as source,
      rhythm_due as due, (select group_concat(day) from activities
        where contact_id = c.id and kind = 'call') as days from contacts c where id = ?`,
    id,
  )
  if (!row) throw new Error(`no contact ${id}`)
  const { everyDays, source } = row
  const agreed =
    everyDays === null || source === null
      ? null
      : { everyDays, source, sourceId: null, sourceName: null }
  const days = (row.days?.split(',') ?? []) as CalendarDate[]
  return {
    ...plainFacts,
    id,
    displayName: row.name,
    rhythm: rhythmFacts({ days, agreed, agreedDue: row.due, today }),
  }
}

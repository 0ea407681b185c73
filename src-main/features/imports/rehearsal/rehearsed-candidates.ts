import type { Reader } from '#main/db/executor.ts'
import type { CustomFieldType } from '#main/engines/file-formats/columns/column-words.ts'
import type { ContactId } from '#shared/domain/ids.ts'
import type { RehearsedRow, SingleValues } from './rehearsed-rows.ts'
import { knownSingles, knownValues, stagedSingles, stagedValues } from './staged-facts.ts'

type Candidate = RehearsedRow['candidates'][number]

interface StoredCandidate {
  readonly contactId: ContactId | null
  readonly otherRow: number | null
  readonly score: number
  readonly reasons: string
}

interface Values {
  readonly singles: SingleValues
  readonly lists: readonly {
    readonly field: string
    readonly label: string | null
    readonly type: CustomFieldType | null
    readonly value: string
  }[]
}

const singleFields = ['company', 'jobTitle', 'stage'] as const
const listFields = ['email', 'phone', 'link', 'address', 'birthday', 'tag'] as const

/** Whom a row may be about, the best first, and what both say. */
export const candidatesOf = (stage: Reader, workspace: Reader, row: number): Candidate[] => {
  const stored = stage.allSql<StoredCandidate>(
    `select contact_id as contactId, other_row as otherRow, score, reasons from import_candidates
      where n = ? order by place`,
    row,
  )
  if (stored.length === 0) return []
  const singles = stagedSingles(stage, row)
  if (singles === null) return []
  const own = { singles, lists: stagedValues(stage, row) }
  return stored.flatMap((one) => {
    const other = valuesOf(stage, workspace, one)
    return other === null ? [] : [show(one, own, other)]
  })
}

const valuesOf = (
  stage: Reader,
  workspace: Reader,
  { contactId, otherRow }: StoredCandidate,
): Values | null => {
  if (contactId !== null) {
    const singles = knownSingles(workspace, contactId)
    return singles === null ? null : { singles, lists: knownValues(workspace, contactId) }
  }
  const singles = otherRow === null ? null : stagedSingles(stage, otherRow)
  return singles === null ? null : { singles, lists: stagedValues(stage, otherRow ?? 0) }
}

const show = (stored: StoredCandidate, own: Values, other: Values): Candidate => ({
  contactId: stored.contactId,
  row: stored.otherRow,
  name: other.singles.name,
  companyName: other.singles.company,
  // Only the engine's reasons are written there.
  reasons: JSON.parse(stored.reasons) as Candidate['reasons'],
  score: stored.score,
  facts: [
    ...listFields.slice(0, 3).map((field) => listFact({ field, label: null }, own, other)),
    ...singleFields.map((field) => ({
      field,
      label: null,
      type: null,
      inFile: own.singles[field],
      inKith: other.singles[field],
    })),
    ...listFields.slice(3).map((field) => listFact({ field, label: null }, own, other)),
    // A number that no field took stands in the notes.
    ...(stored.reasons.includes('other-number')
      ? [listFact({ field: 'notes', label: null }, own, other)]
      : []),
    ...labelsOf(own, other).map((label) => listFact({ field: 'custom-field', label }, own, other)),
  ].filter(({ inFile, inKith }) => inFile !== null || inKith !== null),
})

const labelsOf = (own: Values, other: Values): string[] => [
  ...new Set([...own.lists, ...other.lists].flatMap(({ label }) => label ?? [])),
]

interface FactName {
  readonly field: string
  readonly label: string | null
}

const isNamed = (one: FactName, { field, label }: FactName): boolean =>
  one.field === field && one.label === label

const listFact = (name: FactName, own: Values, other: Values) => ({
  ...name,
  type: [...own.lists, ...other.lists].find((one) => isNamed(one, name))?.type ?? null,
  inFile: joined(own, name),
  inKith: joined(other, name),
})

const joined = ({ lists }: Values, { field, label }: FactName): string | null => {
  const values = lists.filter((one) => isNamed(one, { field, label }))
  return values.length === 0 ? null : values.map(({ value }) => value).join(' · ')
}

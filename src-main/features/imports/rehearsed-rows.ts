import type { Output } from '#shared/contract/index.ts'

/** One row of the rehearsal as the contract shows it. */
export type RehearsedRow = Output<'imports.rehearsedRows'>['rows'][number]
/** One line of a row: what the file says beside what is there. */
export type RehearsedChange = RehearsedRow['changes'][number]

/** Single facts by the names the page knows. */
export interface SingleValues {
  readonly givenName: string | null
  readonly familyName: string | null
  readonly nickname: string | null
  readonly company: string | null
  readonly jobTitle: string | null
  readonly stage: string | null
  readonly source: string | null
  readonly language: string | null
}

/** One fact of a list: an e-mail, a tag, a note … */
export interface ListedValue {
  readonly field: string
  readonly value: string
}

/** A fact of a list as the file has it; `isFresh` when its contact lacks it. */
export interface StagedValue extends ListedValue {
  readonly isFresh: boolean
}

/** Everything needed to show one row. */
export interface RowFacts {
  readonly isNew: boolean
  readonly name: string
  readonly values: SingleValues
  /** Names of the single facts that the row brings. */
  readonly taken: ReadonlySet<string>
  readonly lists: readonly StagedValue[]
  /** What its contact, or the earlier row about the same contact, has. */
  readonly known: SingleValues | null
  readonly knownLists: readonly ListedValue[]
}

const order: readonly (keyof SingleValues)[] = [
  'givenName',
  'familyName',
  'nickname',
  'company',
  'jobTitle',
  'stage',
  'source',
  'language',
]

/** Facts of which a contact has one although they are kept as a list. */
const onlyOne: ReadonlySet<string> = new Set(['birthday', 'anniversary'])

/** Puts what a row says beside what is there, field by field. */
export const changesOf = (row: RowFacts): RehearsedChange[] => [
  ...nameChange(row),
  ...order.flatMap((field) => singleChange(row, field)),
  ...row.lists.map((value) => listChange(row, value)),
]

/** Somebody who was only called by an e-mail gets a name. */
const nameChange = ({ isNew, name, taken }: RowFacts): RehearsedChange[] =>
  isNew || !taken.has('name')
    ? []
    : [{ field: 'name', label: null, before: null, after: name, kind: 'fills-blank' }]

const singleChange = (row: RowFacts, field: keyof SingleValues): RehearsedChange[] => {
  const after = row.values[field]
  if (after === null) return []
  const before = row.known?.[field] ?? null
  if (row.taken.has(field))
    return [{ field, label: null, before: null, after, kind: 'fills-blank' }]
  // A part of a name is only taken where the whole names agree.
  if (before === null && row.known !== null) return []
  const isSame = before?.toLowerCase() === after.toLowerCase()
  return [{ field, label: null, before, after, kind: isSame ? 'same' : 'yours-stays' }]
}

const listChange = (row: RowFacts, { field, value, isFresh }: StagedValue): RehearsedChange => {
  const known = row.knownLists.filter((one) => one.field === field).map((one) => one.value)
  const before = known.length === 0 ? null : known.join(' · ')
  if (isFresh) {
    const kind = row.isNew || before === null ? 'fills-blank' : 'adds'
    return { field, label: null, before, after: value, kind }
  }
  const isOther = onlyOne.has(field) && !known.includes(value)
  return isOther
    ? { field, label: null, before, after: value, kind: 'yours-stays' }
    : { field, label: null, before: value, after: value, kind: 'same' }
}

import type { CustomFieldType } from '#main/engines/file-formats/columns/column-words.ts'
import type { Output } from '#shared/contract/index.ts'
import { isCalledByPoint } from '#shared/domain/email-address.ts'
import { takenBits } from '../matching/matching-facts.ts'

/** One row of the rehearsal as the contract shows it. */
export type RehearsedRow = Output<'imports.rehearsedRows'>['rows'][number]
/** One line of a row: what the file says beside what is there. */
export type RehearsedChange = RehearsedRow['changes'][number]

/** Single facts by the names the page knows. */
export interface SingleValues {
  readonly name: string
  readonly givenName: string | null
  readonly familyName: string | null
  readonly nickname: string | null
  readonly company: string | null
  readonly jobTitle: string | null
  readonly stage: string | null
  readonly source: string | null
  readonly language: string | null
  readonly importance: string | null
  readonly preferredChannel: string | null
  readonly timeZone: string | null
  readonly doNotContact: string | null
}

/** One fact of a list: an e-mail, a tag, a note … */
export interface ListedValue {
  readonly field: string
  /** Name of a custom field. */
  readonly label: string | null
  /** Of a custom field. */
  readonly type: CustomFieldType | null
  readonly value: string
  readonly id: number
}

/** A fact of a list as the file has it: 0 stays out, 1 is added, 2 replaces its target. */
export interface StagedValue extends Omit<ListedValue, 'id'> {
  readonly fresh: number
  readonly targetId: number | null
}

/** Everything needed to show one row. */
export interface RowFacts {
  readonly isNew: boolean
  readonly values: SingleValues
  /** Bits of the single facts that the row brings. */
  readonly taken: number
  readonly lists: readonly StagedValue[]
  /** What its contact, or the earlier row about the same contact, has. */
  readonly known: SingleValues | null
  readonly knownLists: readonly ListedValue[]
}

const order = [
  ['givenName', takenBits.given_name],
  ['familyName', takenBits.family_name],
  ['nickname', takenBits.nickname],
  ['company', takenBits.company],
  ['jobTitle', takenBits.job_title],
  ['stage', takenBits.stage],
  ['source', takenBits.source],
  ['language', takenBits.language],
  ['importance', takenBits.importance],
  ['preferredChannel', takenBits.preferred_channel],
  ['timeZone', takenBits.time_zone],
  ['doNotContact', takenBits.do_not_contact],
] as const satisfies readonly (readonly [keyof SingleValues, number])[]

/** Facts of which a contact has one although they are kept as a list. */
const onlyOne: ReadonlySet<string> = new Set(['birthday', 'anniversary', 'custom-field'])

/** Puts what a row says beside what is there, field by field. */
export const changesOf = (row: RowFacts): RehearsedChange[] => [
  ...nameChange(row),
  ...order.flatMap(([field, bit]) => singleChange(row, field, bit)),
  ...row.lists.map((value) => listChange(row, value)),
]

/** Somebody who was only called by an e-mail gets a name, and whose name is overwritten another. */
const nameChange = ({ isNew, values, known, taken }: RowFacts): RehearsedChange[] => {
  if (isNew || (taken & takenBits.name) === 0) return []
  const before = known === null || isCalledByPoint(known.name) ? null : known.name
  const kind = before === null ? 'fills-blank' : 'overwrites'
  return [{ field: 'name', label: null, type: null, before, after: values.name, kind }]
}

const singleChange = (
  row: RowFacts,
  field: (typeof order)[number][0],
  bit: number,
): RehearsedChange[] => {
  const after = row.values[field]
  if (after === null) return []
  const before = row.known?.[field] ?? null
  const change = { field, label: null, type: null, before, after }
  if ((row.taken & bit) !== 0) {
    return [{ ...change, kind: before === null || row.isNew ? 'fills-blank' : 'overwrites' }]
  }
  // A part of a name is only taken where the whole names agree.
  if (before === null && row.known !== null) return []
  const isSame = before?.toLowerCase() === after.toLowerCase()
  return [{ ...change, kind: isSame ? 'same' : 'yours-stays' }]
}

const listChange = (row: RowFacts, staged: StagedValue): RehearsedChange => {
  const { field, label, type, value, fresh, targetId } = staged
  const of = row.knownLists.filter((one) => one.field === field && one.label === label)
  const before = of.length === 0 ? null : of.map((one) => one.value).join(' · ')
  const change = { field, label, type, after: value }
  if (fresh === 2) {
    const replaced = of.find(({ id }) => id === targetId)?.value ?? before
    return { ...change, before: replaced, kind: 'overwrites' }
  }
  if (fresh === 1) {
    const kind = row.isNew || before === null ? 'fills-blank' : 'adds'
    return { ...change, before, kind }
  }
  const isOther =
    (onlyOne.has(field) || targetId !== null) && !of.some((one) => one.value === value)
  return isOther
    ? { ...change, before, kind: 'yours-stays' }
    : { ...change, before: value, kind: 'same' }
}

import type { UndoableTableName } from '../table-registry.ts'

/** Groups of derived values that are recomputed together; one bit each. */
export const keptGroup = {
  name: 1,
  company: 2,
  stage: 4,
  tags: 8,
  points: 16,
  country: 32,
  contact: 64,
  rhythm: 128,
  nextStep: 256,
  searchNames: 512,
  searchPoints: 1024,
  searchNotes: 2048,
  waiting: 8192,
} as const

const { name, company, stage, tags, points, country, contact, rhythm, nextStep, waiting } =
  keptGroup
const { searchNames, searchPoints, searchNotes } = keptGroup

/** Marks contacts whose own rows changed, whether or not that feeds anything. */
export const ownRows = 4096

/** The groups that are search texts. */
export const searchGroups = searchNames | searchPoints | searchNotes

/** Every group: a new contact needs them all. */
export const allGroups = Object.values(keptGroup).reduce((mask, bit) => mask | bit, 0)

/** Which groups a table's columns feed, for the contacts its rows belong to. */
export type ColumnGroups = Readonly<Record<string, number>>

/**
 * What each derived value is computed from: table → column → groups.
 *
 * A column that is missing here feeds nothing. An insert or delete feeds whatever any column of
 * its table does.
 */
export const keptSources: Readonly<Partial<Record<UndoableTableName, ColumnGroups>>> = {
  contacts: {
    kind: name | searchNames,
    display_name: name | searchNames,
    given_name: name | searchNames,
    family_name: name | searchNames,
    nickname: searchNames,
    job_title: searchNames,
    company_id: company | searchNames,
    stage,
    importance: rhythm,
    created_at: rhythm,
    notes: searchNotes,
  },
  contact_points: {
    contact_id: points | searchPoints | searchNames,
    kind: points | searchPoints | searchNames,
    raw: points | searchPoints | searchNames,
    normalized: points | searchPoints,
    is_primary: points,
    position: points,
  },
  addresses: { contact_id: country, country, is_primary: country, position: country },
  contact_tags: { contact_id: tags | rhythm, tag_id: tags | rhythm },
  activities: {
    contact_id: contact | rhythm | waiting,
    kind: contact | rhythm | waiting,
    at: contact | waiting,
    day: contact | rhythm,
    is_answered: contact | rhythm | waiting,
  },
  follow_ups: {
    contact_id: nextStep | waiting,
    status: nextStep,
    due_day: nextStep,
    due_time: nextStep,
    created_at: waiting,
  },
  messages: {
    contact_id: waiting,
    activity_id: waiting,
    account_id: waiting,
    direction: waiting,
    kind: waiting,
    at: waiting,
  },
  rhythms: { contact_id: rhythm, tag_id: rhythm, importance: rhythm, every_days: rhythm },
}

/** Contacts that a row reaches beyond those it belongs to. */
export interface Reach {
  readonly table: UndoableTableName
  /** The column whose old and new values lead on; `id` is the row itself. */
  readonly key: string
  /** An update counts only when one of these columns changed. */
  readonly columns: readonly string[]
  readonly groups: number
  /** Where the key is met again, and the column there that holds the contact. */
  readonly through: { readonly table: string; readonly key: string; readonly contact: string }
}

const carriers = { table: 'contact_tags', key: 'tag_id', contact: 'contact_id' }

/** A company's name stands with its people; a tag's name and rhythm with all who carry it. */
export const keptReaches: readonly Reach[] = [
  {
    table: 'contacts',
    key: 'id',
    columns: ['display_name', 'given_name', 'family_name'],
    groups: company | searchNames,
    through: { table: 'contacts', key: 'company_id', contact: 'id' },
  },
  { table: 'tags', key: 'id', columns: ['name'], groups: tags, through: carriers },
  {
    table: 'rhythms',
    key: 'tag_id',
    columns: ['tag_id', 'every_days'],
    groups: rhythm,
    through: carriers,
  },
  {
    table: 'rhythms',
    key: 'importance',
    columns: ['importance', 'every_days'],
    groups: rhythm,
    through: { table: 'contacts', key: 'importance', contact: 'id' },
  },
]

import type { ColumnField } from '#main/engines/file-formats/columns/column-words.ts'
import { exactNameKey, nameKey } from '#main/engines/matching/name-keys.ts'
import { textHash } from '#main/engines/matching/text-hash.ts'
import { takenBits } from '../matching/matching-facts.ts'
import type { ContactFacts, RowProblem } from '../rows/contact-facts.ts'
import type { StagedValue } from './batch-insert.ts'

/** A row on its way into the staging file. */
export interface StagedRow {
  readonly row: number
  readonly facts: ContactFacts
  readonly problem: RowProblem | null
  readonly otherProblems: readonly RowProblem[]
  readonly isAside: boolean
  /** The row's own stage, or the one that everybody gets. */
  readonly stage: ContactFacts['stage']
  readonly keys: NameKeys
}

/** The forms in which names are compared. */
export interface NameKeys {
  readonly name: string
  /** Null for companies. */
  readonly exact: string | null
  readonly company: string
}

/** A column of `import_rows` and what stands in it. */
export type RowColumn = readonly [name: string, of: (row: StagedRow) => StagedValue]

/** Of every row. Matching begins with who it would be about if nobody were known. */
const always: readonly RowColumn[] = [
  ['n', ({ row }) => row],
  ['first_row', ({ row }) => row],
  ['person', ({ row, isAside }) => (isAside ? null : row)],
  ['outcome', ({ isAside }) => (isAside ? 'problems' : 'new')],
  ['taken', (row) => (row.isAside ? 0 : takenOf(row))],
  ['kind', ({ facts }) => facts.kind],
  ['name', ({ facts }) => facts.displayName],
  ['name_key', ({ keys }) => keys.name],
  ['exact_key', ({ keys }) => keys.exact],
  ['company_key', ({ keys }) => keys.company],
  ['name_hash', ({ facts, keys }) => hashOf(facts.kind, keys)],
  ['is_named', ({ facts }) => Number(isNamed(facts))],
  ['given_name', ({ facts }) => facts.givenName],
  ['family_name', ({ facts }) => facts.familyName],
  ['company', ({ facts }) => facts.companyName],
]

/** Blank in every row unless a column of the file says them. */
const single: Readonly<Partial<Record<ColumnField, readonly RowColumn[]>>> = {
  nickname: [['nickname', ({ facts }) => facts.nickname]],
  'job-title': [['job_title', ({ facts }) => facts.jobTitle]],
  stage: [
    ['stage', ({ stage }) => stage],
    ['is_default_stage', ({ facts, stage }) => Number(facts.stage === null && stage !== null)],
  ],
  source: [['source', ({ facts }) => facts.source]],
  language: [['language', ({ facts }) => facts.language]],
  importance: [['importance', ({ facts }) => facts.importance]],
  'preferred-channel': [['preferred_channel', ({ facts }) => facts.preferredChannel]],
  'time-zone': [['time_zone', ({ facts }) => facts.timeZone]],
  'do-not-contact': [
    ['do_not_contact', ({ facts: { doNotContact: is } }) => (is === null ? null : Number(is))],
  ],
  'created-at': [['created_at', ({ facts }) => facts.createdAt]],
  uid: [['uid', ({ facts }) => facts.uid]],
  'company-uid': [['company_uid', ({ facts }) => facts.companyUid]],
  'stage-history': [
    [
      'stage_history',
      ({ facts: { stageHistory: all } }) => (all === null ? null : JSON.stringify(all)),
    ],
  ],
  relations: [
    [
      'relations',
      ({ facts: { relations: all } }) => (all.length === 0 ? null : JSON.stringify(all)),
    ],
  ],
  'own-id': [['own_id', ({ facts }) => facts.ownId]],
}

const ofProblem: readonly RowColumn[] = [
  ['problem_code', ({ problem }) => problem?.code ?? null],
  ['problem_column', ({ problem }) => problem?.column ?? null],
  ['problem_index', ({ problem }) => problem?.index ?? null],
  ['problem_value', ({ problem }) => problem?.value ?? null],
  ['other_problems', ({ otherProblems: all }) => (all.length === 0 ? null : JSON.stringify(all))],
  ['is_aside', ({ isAside }) => Number(isAside)],
]

/** The columns that rows of a file can fill whose columns become these fields. */
export const rowColumns = (fields: ReadonlySet<ColumnField>): readonly RowColumn[] => [
  ...always,
  ...[...fields].flatMap((field) => single[field] ?? []),
]

/** As `rowColumns`, of rows with a problem. */
export const problemColumns = (fields: ReadonlySet<ColumnField>): readonly RowColumn[] => [
  ...rowColumns(fields),
  ...ofProblem,
]

/** Whether a row has a name, and not only an address in its place. */
const isNamed = ({ displayName, points }: ContactFacts): boolean =>
  !points.some(({ raw }) => raw === displayName)

/** The keys of a row. */
export const nameKeysOf = ({ kind, displayName, companyName }: ContactFacts): NameKeys => ({
  name: nameKey(displayName),
  exact: kind === 'company' ? null : exactNameKey(displayName),
  company: companyKeyOf(companyName),
})

/** The same for rows of one name, written the same, in one company; null without a name. */
const hashOf = (kind: ContactFacts['kind'], { name, exact, company }: NameKeys): number | null =>
  name === '' ? null : textHash(name, textHash(exact ?? kind, textHash(company, 0)))

const companyKeys = new Map<string, string>()

const companyKeyOf = (company: string | null): string => {
  if (company === null) return ''
  const known = companyKeys.get(company)
  if (known !== undefined) return known
  if (companyKeys.size >= 5000) companyKeys.clear()
  const key = nameKey(company)
  companyKeys.set(company, key)
  return key
}

/** The facts that a row brings if its contact is new: all it says; see `takenBits`. */
const takenOf = ({ facts, stage }: StagedRow): number =>
  (facts.givenName === null ? 0 : takenBits.given_name) |
  (facts.familyName === null ? 0 : takenBits.family_name) |
  (facts.nickname === null ? 0 : takenBits.nickname) |
  (facts.jobTitle === null ? 0 : takenBits.job_title) |
  (stage === null ? 0 : takenBits.stage) |
  (facts.source === null ? 0 : takenBits.source) |
  (facts.language === null ? 0 : takenBits.language) |
  (facts.companyName === null ? 0 : takenBits.company) |
  (isNamed(facts) ? takenBits.name : 0) |
  (facts.importance === null ? 0 : takenBits.importance) |
  (facts.preferredChannel === null ? 0 : takenBits.preferred_channel) |
  (facts.timeZone === null ? 0 : takenBits.time_zone) |
  (facts.doNotContact === true ? takenBits.do_not_contact : 0)

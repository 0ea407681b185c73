import type { TypedValue } from '#main/engines/file-formats/cells/typed-values.ts'
import type { ColumnField } from '#main/engines/file-formats/columns/column-words.ts'
import { pointBlock } from '#main/engines/matching/blocking.ts'
import { lowerAscii } from '#shared/domain/letter-case.ts'
import type {
  ContactFacts,
  ImportedAddress,
  ImportedPoint,
  ReadRow,
} from '../rows/contact-facts.ts'
import type { RowSink, TableColumns } from './batch-insert.ts'
import { nameKeysOf, problemColumns, type RowColumn, rowColumns } from './staged-columns.ts'
import { SeenNumbers, TallySheet } from './typed-lists.ts'

/** What every person of the file gets besides what their row says, and what rows can say. */
export interface StageExtras {
  readonly addTags: readonly string[]
  /** Where neither row nor contact has one. */
  readonly setStage: ContactFacts['stage']
  /** The field of each column that brings values, by index. */
  readonly refs: ReadonlyMap<number, number>
  /** What the columns of the file become. */
  readonly fields: ReadonlySet<ColumnField>
}

const stagedLists = [
  ...(['usual', 'problem', 'points', 'labelled', 'addresses'] as const),
  ...(['dates', 'tags', 'notes', 'values', 'suppressions', 'repeated', 'dittos'] as const),
]

/** A list of rows for the staging file: of the file's rows, or of one of the lists they bring. */
export type StagedList = (typeof stagedLists)[number]

/** Something for each list. */
export const forEachList = <T>(make: (list: StagedList) => T): Readonly<Record<StagedList, T>> =>
  // Every list is there.
  Object.fromEntries(stagedLists.map((list) => [list, make(list)])) as Record<StagedList, T>

/** Tells rows as they were read as rows of a staging file's tables; the only place that does. */
export class StageRows {
  private readonly extras: StageExtras
  private readonly columns: RowColumns
  private readonly addressParts: readonly AddressPart[]
  private readonly inserts: Readonly<Record<StagedList, RowSink>>
  private nextPoint: number
  /** Hashes of e-mails and phones, and those that came more than once. */
  private readonly seen = new SeenNumbers()
  private readonly repeated = new TallySheet()
  /** Rows are there already: what they have is not known here, so that all may be repeated. */
  private readonly isAddition: boolean

  /** `lastPoint` is the highest id of a point that is there. */
  constructor(extras: StageExtras, inserts: Readonly<Record<StagedList, RowSink>>, lastPoint = 0) {
    this.extras = extras
    this.columns = columnsOf(extras)
    this.addressParts = addressPartsOf(extras).map(([, part]) => part)
    this.inserts = inserts
    this.nextPoint = lastPoint + 1
    this.isAddition = lastPoint > 0
  }

  /** Adds a row; of one that stays outside only who it is about. It is there after `flush`. */
  insert({ row, facts, problem, otherProblems, isAside, dittos }: ReadRow): void {
    const stage = facts.stage ?? this.extras.setStage
    const keys = nameKeysOf(facts)
    const staged = { row, facts, problem, otherProblems, isAside, stage, keys }
    const kind = problem === null ? 'usual' : 'problem'
    this.inserts[kind].add(...this.columns[kind].map(([, of]) => of(staged)))
    for (const { column, mark } of dittos) this.inserts.dittos.add(row, column, mark)
    if (!isAside) this.insertLists(row, facts)
  }

  private insertLists(row: number, facts: ContactFacts): void {
    const { inserts, extras } = this
    for (const [position, point] of facts.points.entries()) this.insertPoint(row, position, point)
    for (const [position, address] of facts.addresses.entries()) {
      const parts = this.addressParts.map((part) => address[part])
      inserts.addresses.add(row, position, address.label, ...parts)
    }
    for (const { kind, label, year, month, day } of facts.dates) {
      inserts.dates.add(row, kind, label, year, month, day)
    }
    // Tags are the same by SQLite's nocase, which is what lower() does.
    for (const tag of facts.tags) inserts.tags.add(row, tag, tag, 0)
    for (const tag of extras.addTags) inserts.tags.add(row, tag, tag, 1)
    for (const { address, reason, note, at, isBound } of facts.suppressions) {
      inserts.suppressions.add(row, address, reason, note, at, Number(isBound))
    }
    for (const note of facts.notes) inserts.notes.add(row, note)
    for (const { column, value } of facts.customValues) this.insertValue(row, column, value)
  }

  private insertPoint(row: number, position: number, point: ImportedPoint): void {
    const { kind, service, label, raw, normalized, flags } = point
    const key = lowerAscii(normalized ?? raw)
    const isRole = Number(point.isRole)
    const hash = kind === 'email' || kind === 'phone' ? pointBlock(kind, key) : null
    if (hash !== null) this.noteRepeated(hash)
    const id = this.nextPoint
    this.nextPoint += 1
    if (service === null && label === null && flags === undefined) {
      this.inserts.points.add(id, row, position, kind, raw, normalized, key, hash, isRole)
      return
    }
    const told = [key, hash, isRole, service, label] as const
    const marks = [flags?.isPrimary, flags?.isInvalid, flags?.optedOut].map((is) => Number(is ?? 0))
    this.inserts.labelled.add(id, row, position, kind, raw, normalized, ...told, ...marks)
  }

  private noteRepeated(hash: number): void {
    const isRepeated = this.seen.add(hash) || this.isAddition
    if (isRepeated && this.repeated.add(hash) === 1) this.inserts.repeated.add(hash)
  }

  private insertValue(row: number, column: number, value: TypedValue): void {
    const ref = this.extras.refs.get(column)
    if (ref === undefined) return
    const text = 'value' in value && typeof value.value === 'string' ? value.value : null
    const number = value.type === 'number' ? value.value : null
    const integer =
      value.type === 'money'
        ? value.amountMinor
        : value.type === 'boolean'
          ? Number(value.value)
          : null
    const currency = value.type === 'money' ? value.currency : null
    this.inserts.values.add(row, ref, text, number, integer, currency)
  }
}

type AddressPart = Exclude<keyof ImportedAddress, 'label'>

const addressParts: readonly (readonly [ColumnField, AddressPart])[] = [
  ['address-street', 'street'],
  ['address-extended', 'extended'],
  ['address-city', 'city'],
  ['address-region', 'region'],
  ['address-postal-code', 'postalCode'],
  ['address-country', 'country'],
]

/** A postal code may also stand before the town, and all of them in the street. */
const addressPartsOf = ({ fields }: StageExtras) =>
  addressParts.filter(
    ([field]) =>
      fields.has(field) ||
      (field === 'address-postal-code' && fields.has('address-city')) ||
      (partsOfStreet.has(field) && fields.has('address-street')),
  )
const partsOfStreet: ReadonlySet<ColumnField> = new Set([
  'address-city',
  'address-region',
  'address-postal-code',
  'address-country',
])

type RowColumns = Readonly<Record<'usual' | 'problem', readonly RowColumn[]>>

const columnsOf = ({ fields, setStage }: StageExtras): RowColumns => {
  const all = new Set([...fields, ...(setStage === null ? [] : ['stage' as const])])
  return { usual: rowColumns(all), problem: problemColumns(all) }
}

const pointColumns = 'id n position kind raw normalized key key_hash is_role'.split(' ')
const labelColumns = ['service', 'label', 'is_primary', 'is_invalid', 'opted_out']
const valueColumns = ['n', 'ref', 'text_value', 'number_value', 'integer_value', 'currency']

const into = (
  table: string,
  names: readonly string[],
  values: Readonly<Record<string, string>> = {},
): TableColumns => ({
  table: `import_${table}`,
  columns: names.map((name) => [name, values[name] ?? '?'] as const),
})

/** Tables and columns of the lists. */
export const stagedTables = (extras: StageExtras): Readonly<Record<StagedList, TableColumns>> => {
  const names = (of: readonly RowColumn[]): string[] => of.map(([name]) => name)
  const parts = addressPartsOf(extras).map(([, part]) =>
    part === 'postalCode' ? 'postal_code' : part,
  )
  const { usual, problem } = columnsOf(extras)
  return {
    usual: into('rows', names(usual)),
    problem: into('rows', names(problem)),
    points: into('points', pointColumns),
    labelled: into('points', [...pointColumns, ...labelColumns]),
    addresses: into('addresses', ['n', 'position', 'label', ...parts]),
    dates: into('dates', ['n', 'kind', 'label', 'year', 'month', 'day']),
    tags: into('tags', ['n', 'name', 'key', 'is_added'], { key: 'lower(?)' }),
    notes: into('notes', ['n', 'text']),
    values: into('values', valueColumns),
    suppressions: into('suppressions', ['n', 'address', 'reason', 'note', 'at', 'is_bound']),
    repeated: into('repeated', ['key_hash']),
    dittos: into('dittos', ['n', 'column_index', 'mark']),
  }
}
